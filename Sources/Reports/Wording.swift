import Model

/// Numbers and lists as people say them.
package enum Wording {
    /// `1 entry`, `2 entries`.
    package static func count(_ number: Int, _ one: String, _ many: String) -> String {
        number == 1 ? "1 \(one)" : "\(number) \(many)"
    }

    /// `112345678 (112.3 MB)`: exact, and with the size of it at a glance.
    static func bytes(_ number: Int) -> String {
        var size = number
        var unit = 0
        let units = ["kB", "MB", "GB", "TB", "PB"]
        // `size` is in tenths of the unit.
        size /= 100
        while size >= 10_000, unit < units.count - 1 {
            size /= 1000
            unit += 1
        }
        return number < 1000 ? String(number) : "\(number) (\(size / 10).\(size % 10) \(units[unit]))"
    }

    /// A length of time in its two largest units: `2 d 3 h`, `1 min 5 s`, `350 ms`.
    package static func duration(_ span: Nanoseconds) -> String {
        if span < .second { return span < 1_000_000 ? "under 1 ms" : "\(span / 1_000_000) ms" }
        let parts = [
            (span / .day, "d"), (span % .day / .hour, "h"), (span % .hour / .minute, "min"),
            (span % .minute / .second, "s"),
        ]
        let first = parts.firstIndex { $0.0 > 0 } ?? parts.count - 1
        return parts[first..<min(first + 2, parts.count)].filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }

    /// RFC 3339 in a zone, with as many digits of a second as say something: `2025-09-14T02:05:00.25Z`,
    /// `2025-09-14T04:05:00+02:00`.
    package static func time(_ time: Timestamp, in zone: Zone = .utc) -> String {
        var digits = Substring(zone.local(time).description.dropLast())
        while digits.last == "0" { digits.removeLast() }
        if digits.last == "." { digits.removeLast() }
        return digits + zone.suffix(at: time)
    }

    /// The time without parts of a second, for where the exact one stands nearby.
    static func second(_ time: Timestamp, in zone: Zone) -> String {
        zone.local(time).description.prefix(19) + zone.suffix(at: time)
    }

    /// `2025-09-14T02:05:00Z to 2025-09-14T02:05:10Z (10 s)`, or the time alone where both are the same; in
    /// the parts between which a line may be broken.
    static func range(_ first: Timestamp, _ last: Timestamp, in zone: Zone = .utc) -> [String] {
        guard first != last else { return [time(first, in: zone)] }
        let length = duration(first.distance(to: last))
        return [time(first, in: zone), "to", time(last, in: zone), "(\(length))"]
    }

    /// The first sentence of a text that may run over several lines. An abbreviation such as "e.g." ends none:
    /// no capital letter follows it.
    package static func firstSentence(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        let end = words.indices.first { index in
            guard let last = words[index].last, ".?!".contains(last) else { return false }
            return index + 1 == words.count || words[index + 1].first?.isUppercase == true
        }
        return words.prefix(through: end).joined(separator: " ")
    }

    /// The text in one line, its words divided by single spaces.
    package static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The path of an input; standard input is called what ripgrep calls it.
    static func path(_ path: String) -> String {
        path == "-" ? "<stdin>" : VisibleText.of(path)
    }

    /// At most `limit` items; the last one says how many more there are.
    package static func listed(_ items: [String], limit: Int) -> [String] {
        guard items.count > limit else { return items }
        return items.prefix(limit) + ["and \(items.count - limit) more"]
    }
}

extension Array {
    /// The elements up to and with the index; all where there is none.
    fileprivate func prefix(through index: Int?) -> ArraySlice<Element> {
        prefix(index.map { $0 + 1 } ?? count)
    }
}
