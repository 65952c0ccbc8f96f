import Model

/// A modifier behind a field's name (sigma-appendix-modifiers).
enum Modifier: Hashable {
    case contains, startswith, endswith, all, cased, exists, neq
    case re, ignoreCase, multiline, dotAll
    case cidr, fieldref, base64, base64offset, windash, expand
    case utf16LittleEndian, utf16BigEndian, utf16
    case compare(ComparisonOperator)
    case timePart(TimePart)

    /// By name, aliases included.
    static let byName: [String: Modifier] = {
        var result: [String: Modifier] = [
            "contains": .contains, "startswith": .startswith, "endswith": .endswith, "all": .all,
            "cased": .cased, "exists": .exists, "neq": .neq, "re": .re, "i": .ignoreCase,
            "ignorecase": .ignoreCase, "m": .multiline, "multiline": .multiline, "s": .dotAll,
            "dotall": .dotAll, "cidr": .cidr, "fieldref": .fieldref, "base64": .base64,
            "base64offset": .base64offset, "windash": .windash, "expand": .expand,
            "wide": .utf16LittleEndian, "utf16le": .utf16LittleEndian, "utf16be": .utf16BigEndian,
            "utf16": .utf16, "gt": .compare(.gt), "gte": .compare(.gte), "lt": .compare(.lt),
            "lte": .compare(.lte),
        ]
        for part in TimePart.allCases { result[part.rawValue] = .timePart(part) }
        return result
    }()

    /// Whether it must be the first modifier that changes values.
    var mustBeFirst: Bool { self == .re || self == .cidr || self == .exists }

    /// Whether it makes no sense in a search of the whole entry.
    var needsField: Bool {
        switch self {
        case .exists, .fieldref, .cidr, .compare, .timePart: true
        default: false
        }
    }
}

/// Why a modifier cannot be applied to a value.
struct ModifierProblem: Error {
    let problem: String
    let advice: String
    var check = Check.value
}

extension Modifier {
    /// The value as this modifier changes it. `all` and `neq` change the whole item, not a value.
    func apply(to value: SigmaValue, named name: String) throws(ModifierProblem) -> SigmaValue {
        if case .oneOf(let forms) = value {
            var changed: [SigmaValue] = []
            for form in forms { changed.append(try apply(to: form, named: name)) }
            return .oneOf(changed)
        }
        switch (self, value) {
        case (.all, _), (.neq, _):
            return value
        case (.contains, _), (.startswith, _), (.endswith, _):
            return try anchor(value, named: name)
        case (.cased, .text(let text, _)):
            return .text(text, cased: true)
        case (.cased, .fieldReference(var reference)):
            reference.cased = true
            return .fieldReference(reference)
        case (.exists, .boolean(let isPresent)):
            return .exists(isPresent)
        case (.ignoreCase, .regex(var regex)), (.multiline, .regex(var regex)), (.dotAll, .regex(var regex)):
            regex.options.insert(self == .ignoreCase ? .caseless : self == .multiline ? .multiline : .dotAll)
            return .regex(regex)
        case (.compare(let comparison), .number(let number)):
            return .comparison(comparison, number)
        case (.compare(let comparison), .timePart(let part, .eq, let number)):
            return .timePart(part, comparison, number)
        case (.timePart(let part), .number(let number)):
            return try timePart(part, number)
        case (.expand, _):
            throw ModifierProblem(
                problem: "placeholders ('expand') cannot be filled in here", advice: "write the values out",
                check: .placeholder)
        case (_, .text(let text, let cased)):
            return try encode(text, cased: cased, named: name)
        default:
            throw mismatch(value, named: name)
        }
    }

    private func mismatch(_ value: SigmaValue, named name: String) -> ModifierProblem {
        let advice =
            switch self {
            case .exists: "write true or false"
            case .compare, .timePart: "write a number without quotes"
            case .ignoreCase, .multiline, .dotAll: "put it behind 're'"
            default: "write text; put a number in quotes"
            }
        return ModifierProblem(
            problem: "the modifier '\(name)' cannot be applied to \(value.kindName)", advice: advice,
            check: .modifier)
    }

    private func anchor(_ value: SigmaValue, named name: String) throws(ModifierProblem) -> SigmaValue {
        let (atStart, atEnd) = (self == .startswith, self == .endswith)
        switch value {
        case .text(let text, let cased):
            return .text(text.anchored(start: atStart, end: atEnd), cased: cased)
        case .regex(var regex):
            // Regular expressions are searched for, so that `contains` says nothing new.
            if atStart { regex.source = "\\A(?:\(regex.source))" }
            if atEnd { regex.source = "(?:\(regex.source))\\z" }
            return .regex(regex)
        case .fieldReference(var reference):
            reference.anchoredAtStart = atStart
            reference.anchoredAtEnd = atEnd
            return .fieldReference(reference)
        default:
            throw mismatch(value, named: name)
        }
    }

    private func timePart(_ part: TimePart, _ number: NumberLiteral) throws(ModifierProblem) -> SigmaValue {
        guard number.isInteger, part.range.contains(Int(number.integer)) else {
            throw ModifierProblem(
                problem: "there is no such \(part.rawValue)",
                advice: "write a whole number from \(part.range.lowerBound) to \(part.range.upperBound)")
        }
        return .timePart(part, .eq, Int(number.integer))
    }

    /// The modifiers that make other text of text.
    private func encode(
        _ text: WildcardText, cased: Bool, named name: String
    ) throws(ModifierProblem) -> SigmaValue {
        switch self {
        case .fieldref:
            let field = String(decoding: try plainBytes(of: text, named: name), as: UTF8.self)
            guard !field.isEmpty else {
                throw ModifierProblem(
                    problem: "the field to compare with has no name", advice: "name a field")
            }
            return .fieldReference(FieldReference(field: field, cased: cased))
        case .base64:
            let bytes = try plainBytes(of: text, named: name)
            return .text(WildcardText(parts: [.literal(Encodings.base64(bytes))]), cased: cased)
        case .base64offset:
            let bytes = try plainBytes(of: text, named: name)
            guard bytes.count > 1 else {
                throw ModifierProblem(
                    problem: "'base64offset' needs two characters or more, else one of its forms is empty",
                    advice: "search for a longer text")
            }
            let forms = Encodings.base64Offsets(bytes)
            return .oneOf(forms.map { .text(WildcardText(parts: [.literal($0)]), cased: cased) })
        case .utf16LittleEndian, .utf16BigEndian:
            let isBig = self == .utf16BigEndian
            return .text(text.mapLiterals { Encodings.utf16($0, bigEndian: isBig) }, cased: cased)
        case .utf16:
            let encoded = text.mapLiterals { Encodings.utf16($0, bigEndian: false) }
            return .text(WildcardText(parts: [.literal([0xFF, 0xFE])] + encoded.parts), cased: cased)
        case .windash:
            guard let forms = WindowsDash.forms(of: text) else {
                throw ModifierProblem(
                    problem: "'windash' is applied to more than \(WindowsDash.dashLimit) dashes in one value",
                    advice: "split the value into several")
            }
            return .oneOf(forms.map { .text($0, cased: cased) })
        default:
            throw mismatch(.text(text, cased: cased), named: name)
        }
    }

    private func plainBytes(of text: WildcardText, named name: String) throws(ModifierProblem) -> [UInt8] {
        if let bytes = text.literalBytes { return bytes }
        throw ModifierProblem(
            problem: "the modifier '\(name)' cannot be applied to a value with wildcards",
            advice: "write * and ? as \\* and \\?, or leave them out")
    }
}
