import Documents
import Model

/// The names that a rule's field may have.
struct KnownFields {
    /// The members of Cloud Logging's LogEntry, and the field `message`.
    private static let members: Set<String> = [
        "errorGroups", "httpRequest", "insertId", "jsonPayload", "labels", "logName", "message", "operation",
        "protoPayload", "receiveTimestamp", "resource", "severity", "sourceLocation", "spanId", "split",
        "textPayload", "timestamp", "trace", "traceSampled",
    ]
    private let catalog: FieldCatalog
    private let names: Set<String>

    init(_ catalog: FieldCatalog) {
        self.catalog = catalog
        names = Self.members.union(catalog.fields.filter(\.isCanonical).map(\.name))
    }

    func contains(_ field: String) -> Bool {
        let meant = catalog.resolve(field)
        return names.contains(meant) || Self.members.contains(Self.head(of: meant))
    }

    /// Whether extraction documents define it. Many entries lack such a field, and rules count on that.
    func isExtracted(_ field: String) -> Bool {
        names.contains(catalog.resolve(field)) && !Self.members.contains(field)
    }

    /// The field that was probably meant.
    func suggestion(for field: String) -> String? {
        if let near = Suggestion.nearest(to: field, among: names) { return near }
        let head = Self.head(of: field)
        guard head != field, let near = Suggestion.nearest(to: head, among: Self.members) else { return nil }
        return near + field.dropFirst(head.count)
    }

    private static func head(of field: String) -> String { String(field.prefix { $0 != "." }) }
}
