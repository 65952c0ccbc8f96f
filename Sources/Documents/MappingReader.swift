import Model

/// Reads the keys of a mapping one by one as the types they should have, and reports what is wrong with them.
///
/// A getter returns nil both where the key is missing and where its value is wrong; the latter is reported.
/// `finish` reports the keys that nobody asked for.
public struct MappingReader {
    public let entries: [DocumentEntry]
    public let mark: Mark
    /// What the mapping is, for messages, such as `a correlation`.
    public let subject: String
    public let list: DiagnosticList
    /// Keys that were asked for or ignored; a list, as a few dozen keys are compared sooner than hashed.
    private var known: [String] = []

    /// Reads a mapping; reports any other node and returns nil.
    public init?(_ node: DocumentNode, as subject: String, list: DiagnosticList) {
        guard case .mapping(let entries, let mark) = node else {
            list.report(
                node.mark, "\(subject) must be a mapping, but this is \(node.kindName)",
                "write it as 'key: value' lines")
            return nil
        }
        self.entries = entries
        self.mark = mark
        self.subject = subject
        self.list = list
    }

    /// The entry of a key; counts the key as known.
    public mutating func entry(_ key: String) -> DocumentEntry? {
        known.append(key)
        return entries.first { $0.key == key }
    }

    /// The entry of a key that must be there.
    public mutating func requiredEntry(_ key: String, _ advice: String) -> DocumentEntry? {
        if let found = entry(key) { return found }
        list.report(mark, "\(subject) needs '\(key)'", advice, check: .missingKey)
        return nil
    }

    /// Text, or any other single value taken as text.
    public mutating func string(for key: String) -> String? {
        entry(key).flatMap { string($0.value, key: key) }
    }

    /// Text that must be there and not be empty.
    public mutating func requiredString(for key: String, _ advice: String) -> String? {
        guard let found = requiredEntry(key, advice) else { return nil }
        guard let text = string(found.value, key: key) else { return nil }
        guard !text.isEmpty else {
            list.report(found.value.mark, "'\(key)' is empty", advice, check: .empty)
            return nil
        }
        return text
    }

    /// A list of texts; a single text counts as a list of one.
    public mutating func strings(for key: String) -> [(text: String, mark: Mark)]? {
        guard let found = entry(key) else { return nil }
        guard case .sequence(let items, _) = found.value else {
            return string(found.value, key: key).map { [($0, found.value.mark)] }
        }
        return items.compactMap { item in string(item, key: key).map { ($0, item.mark) } }
    }

    /// `true` or `false`.
    public mutating func boolean(for key: String) -> Bool? {
        guard let found = entry(key) else { return nil }
        if case .boolean(let value)? = found.value.scalar { return value }
        list.report(found.value.mark, "'\(key)' must be true or false", "write true or false without quotes")
        return nil
    }

    /// An integer.
    public mutating func integer(for key: String) -> Int? {
        guard let found = entry(key) else { return nil }
        if case .integer(let value)? = found.value.scalar { return value }
        list.report(found.value.mark, "'\(key)' must be a whole number", "write a number without quotes")
        return nil
    }

    /// A mapping to be read in turn.
    public mutating func mapping(for key: String, as subject: String) -> MappingReader? {
        entry(key).flatMap { MappingReader($0.value, as: subject, list: list) }
    }

    /// Says that keys are known without reading them.
    public mutating func ignore(_ keys: some Sequence<String>) {
        known.append(contentsOf: keys)
    }

    /// Reports the keys that were never asked for: those near to a known one only, or all of them.
    public func finish(allowingUnknown: Bool = false) {
        for entry in entries where !known.contains(entry.key) {
            if let near = Suggestion.nearest(to: entry.key, among: known) {
                list.report(
                    entry.keyMark, "unknown key '\(entry.key)' in \(subject)", "did you mean '\(near)'?",
                    check: .unknownKey)
            } else if !allowingUnknown {
                let names = Set(known).sorted().joined(separator: ", ")
                list.report(
                    entry.keyMark, "unknown key '\(entry.key)' in \(subject)", "known are: \(names)",
                    check: .unknownKey)
            }
        }
    }

    private func string(_ node: DocumentNode, key: String) -> String? {
        guard let text = node.text, !node.isNull else {
            let kind = node.text == nil ? node.kindName : "nothing"
            list.report(node.mark, "'\(key)' must be text, but this is \(kind)", "write one line of text")
            return nil
        }
        return text
    }
}
