/// A place where both engines are meant to differ: what marks it, and why crosstalk does what it does.
struct Divergence: Sendable {
    let name: String
    let reason: String
    /// Whether it may show where this item of a rule meets an entry with this value (nil for missing).
    let applies: @Sendable (TestItem, Cell?, OracleEntry) -> Bool

    init(
        _ name: String, _ reason: String,
        _ applies: @escaping @Sendable (TestItem, Cell?, OracleEntry) -> Bool
    ) {
        self.name = name
        self.reason = reason
        self.applies = applies
    }

    func applies(_ test: OracleCase, _ entry: OracleEntry) -> Bool {
        test.items.contains { item in
            applies(item, item.field.isEmpty ? .text(entry.raw) : entry.fields[item.field], entry)
        }
    }
}

/// Rules that one engine takes and the other refuses: a part of the message, and why.
struct Refusal: Sendable {
    let message: String
    let reason: String

    init(_ message: String, _ reason: String) {
        self.message = message
        self.reason = reason
    }
}

enum Divergences {
    /// Of what detections match. Whatever else differs is a fault of one of the two.
    static let detections = [
        Divergence(
            "explicit null exists",
            "`exists` asks whether the field is there; a table cannot tell null from missing"
        ) { item, cell, _ in item.has("exists") && cell == .null },
        Divergence(
            "case beyond ASCII", "crosstalk folds by Unicode; SQLite's LIKE and NOCASE know ASCII only"
        ) { item, cell, entry in
            let others = item.has("fieldref") ? item.values.map { entry.fields[$0]?.string ?? "" } : []
            return (item.values + others + [cell?.string ?? ""]).contains(where: hasCaseBeyondASCII)
        },
        Divergence(
            "text in a comparison of numbers",
            "no text is more or less than a number; SQLite puts it behind all"
        ) { item, cell, _ in
            guard isComparison(item), let cell, cell != .null else { return false }
            return Double(cell.string) == nil
        },
        Divergence(
            "network and no address",
            "only an address of its family lies in a network; SQLite compares the first characters, of which"
                + " 0.0.0.0/0 asks for none"
        ) { item, cell, _ in
            guard item.has("cidr"), let text = cell?.string else { return false }
            return !isAddress(text) || text.contains(":") && item.values.contains("0.0.0.0/0")
        },
        Divergence(
            "text 0 or 1 as a truth value", "true is true, 1 and the text true, but the text 1 is a text"
        ) { item, cell, _ in
            guard item.values.contains(where: { $0 == "true" || $0 == "false" }) else { return false }
            return cell == .text("0") || cell == .text("1")
        },
        Divergence("week", "crosstalk counts weeks by ISO 8601; strftime's %W begins them elsewhere") {
            item, _, _ in item.has("week")
        },
        Divergence("large integer", "crosstalk compares 64-bit integers exactly; pySigma makes them doubles")
        {
            item, _, _ in item.values.contains("9007199254740993")
        },
        Divergence(
            "text that spells a number otherwise",
            "crosstalk keeps text as it is, and reads numbers without spaces; a column of numbers stores 5 for"
                + " ' 5', '05' and '5.0'"
        ) { item, cell, entry in
            let fields = item.has("fieldref") ? [item.field] + item.values : [item.field]
            return fields.contains { RandomItem.numberFields.contains($0) && isOddNumber(entry.fields[$0]) }
        },
        Divergence(
            "regular expression at an end",
            "`startswith` and `endswith` tie it to that end; pySigma adds .* behind or before it, which a search "
                + "does not ask for"
        ) { item, _, _ in item.has("re") && (item.has("startswith") || item.has("endswith")) },
        Divergence(
            "hidden names", "patterns leave out names that begin with _; pySigma renames those of filters"
        ) { _, _, _ in false },
    ]

    /// What only crosstalk refuses.
    static let ours = [
        Refusal(
            "'base64offset' needs two", "one of the forms of a single character is empty and in every text"),
        Refusal("the list of values is empty", "a modifier has nothing to work on"),
        Refusal("there is no such", "no minute is 61: such a rule never matches"),
        Refusal("null cannot stand in a list", "the specification allows null alone only"),
        Refusal("is already at", "of a key that is there twice, one value would be lost without a word"),
        Refusal("no window can meet", "windows hold one entry at least: such a rule never fires"),
        Refusal(
            "placeholders ('expand')",
            "nothing fills them in; pySigma sees to it only where the condition asks for the item"),
        Refusal("is already set for all rules", "implementations disagree on which of the two wins"),
        Refusal("'action: repeat'", "a rule that is written out can be understood by itself"),
        Refusal("there is no rule with the id or name", "such a filter would do nothing, without a word"),
        Refusal("the filter's logsource does not cover", "such a filter would do nothing, without a word"),
        Refusal("and filters are for detections", "such a filter would do nothing, without a word"),
        Refusal(
            "that groups differently", "of a group a hash of all keys is kept, which cannot be taken apart"),
        Refusal(
            "its matches have no values", "of a match below, group and time are known, and no other field"),
        Refusal("fires when all of its rules", "nothing says which of the ordered rules may be missing"),
        Refusal("must be a mapping", "a boolean condition has no order that rules could be seen in"),
        Refusal("holds where nothing was seen", "windows begin at entries: what never happens has none"),
        Refusal(
            "names no field in the rule", "a field that is named like the alias is hardly what was meant"),
        Refusal("is listed twice", "a rule cannot be seen twice by a condition that counts rules"),
    ]

    /// What only pySigma refuses.
    static let theirs = [
        Refusal("Unknown modifier 'utf16le'", "the specification's other name of `wide`"),
        Refusal("incompatible to value type of '1e3'", "a number by YAML 1.2; PyYAML reads by YAML 1.1"),
        Refusal("modifier only allowed for", "every text has a form in UTF-16"),
        Refusal("exactly one condition item", "the specification's own example is a range"),
        Refusal(
            "filter condition must be a string", "conditions of a filter may be a list as those of a rule"),
        Refusal("condition field list", "the specification counts combinations of several fields"),
        Refusal(
            "Failed to parse extended condition", "names may have hyphens, and `all of them` is no less clear"
        ),
    ]

    private static func isComparison(_ item: TestItem) -> Bool {
        ["gt", "gte", "lt", "lte"].contains { item.has($0) }
    }

    private static func isOddNumber(_ cell: Cell?) -> Bool {
        guard case .text(let text)? = cell, let number = Double(text.filter { $0 != " " }) else {
            return false
        }
        return text != (number == number.rounded() ? String(Int(number)) : String(number))
    }

    private static func hasCaseBeyondASCII(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            !scalar.isASCII
                && (scalar.properties.changesWhenCaseMapped || scalar.properties.changesWhenCaseFolded)
        }
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.contains(":") || parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
