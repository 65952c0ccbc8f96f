import Documents

/// What stands above a rule's section and means nothing to a scan: ids and dates.
struct HeaderCheck {
    let list: DiagnosticList

    func check(_ document: DocumentNode) {
        if let id = document.entry("id")?.value, let text = id.text, !text.isEmpty, !Self.isUUID(text) {
            list.warn(
                id.mark, "'\(text)' is no UUID",
                "write one, as 'uuidgen' prints it; a name that people can read goes under 'name'",
                check: .uuid)
        }
        for key in ["date", "modified"] {
            guard let value = document.entry(key)?.value, let text = value.text else { continue }
            if Self.isDate(text, separator: "-") { continue }
            if Self.isDate(text, separator: "/") {
                let form = text.split(separator: "/").joined(separator: "-")
                list.warn(
                    value.mark, "'\(text)' is the old way to write a date", "write \(form)", check: .date)
            } else {
                list.report(
                    value.mark, "'\(text)' is no date", "write year, month and day as 2025-09-20",
                    check: .date)
            }
        }
    }

    /// RFC 9562, section 4: 32 hexadecimal digits in five groups.
    private static func isUUID(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.utf8.count) == [8, 4, 4, 4, 12] && groups.joined().allSatisfy(\.isHexDigit)
    }

    private static func isDate(_ text: String, separator: Character) -> Bool {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.joined().utf8.allSatisfy({ $0 &- 0x30 < 10 }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month)
        else { return false }
        let isLeapYear = year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400)
        let lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...lengths[month - 1]).contains(day)
    }
}
