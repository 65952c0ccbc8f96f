import Documents

/// The sections that `action: global` lends to the detections behind it, up to the next such document, an
/// `action: reset`, or the end of the file.
struct GlobalDocument {
    let list: DiagnosticList
    private var sections: DocumentNode?

    init(list: DiagnosticList) {
        self.list = list
    }

    /// The document with what it inherits; nil where it is no rule itself, or after reporting what is wrong.
    mutating func complete(_ document: DocumentNode) -> DocumentNode? {
        guard let action = document.entry("action") else { return inherit(document) }
        switch action.value.text {
        case "global":
            guard case .mapping(let entries, let mark) = document else { return nil }
            sections = .mapping(entries.filter { $0.key != "action" }, mark: mark)
        case "reset":
            sections = nil
        default:
            list.report(
                action.keyMark, "'action: \(action.value.text ?? "")' is not supported",
                "write 'action: global' before the rules it is for, or every rule out in full", check: .action
            )
        }
        return nil
    }

    /// Correlations and filters have nothing to share with detections: they stay as they are.
    private func inherit(_ document: DocumentNode) -> DocumentNode? {
        guard let sections, document.entry("correlation") == nil, document.entry("filter") == nil else {
            return document
        }
        let reported = list.all.count
        let merged = merge(sections, into: document)
        return list.all.count == reported ? merged : nil
    }

    /// Mappings are united key by key. Implementations disagree on which side wins where both set a key to
    /// something else: that is refused.
    private func merge(_ inherited: DocumentNode, into own: DocumentNode) -> DocumentNode {
        guard case .mapping(let inheritedEntries, _) = inherited, case .mapping(var entries, let mark) = own
        else { return own }
        for entry in inheritedEntries {
            guard let index = entries.firstIndex(where: { $0.key == entry.key }) else {
                entries.append(entry)
                continue
            }
            guard case .mapping = entry.value, case .mapping = entries[index].value else {
                list.report(
                    entries[index].keyMark,
                    "'\(entry.key)' is already set for all rules at \(entry.keyMark.line):\(entry.keyMark.column)",
                    "set it there or here, not in both places", check: .duplicateKey)
                continue
            }
            entries[index] = DocumentEntry(
                key: entry.key, keyMark: entries[index].keyMark, keyStyle: entries[index].keyStyle,
                value: merge(entry.value, into: entries[index].value))
        }
        return .mapping(entries, mark: mark)
    }
}
