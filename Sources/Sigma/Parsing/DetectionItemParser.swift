import Documents
import Matching

/// Reads one `field|modifier: value` of a detection into an expression.
struct DetectionItemParser {
    let list: DiagnosticList

    private struct NamedModifier {
        let modifier: Modifier
        let name: String
        let mark: Mark
    }

    /// Keywords without modifiers: searched for anywhere in the raw entry.
    func keywords(_ nodes: [DocumentNode]) -> SearchExpression? {
        let tests = nodes.map { node in value(of: node, modifiers: [], isKeyword: true) }
        guard !tests.contains(nil) else { return nil }
        return join(tests.compactMap { $0 }, field: nil, matchesAll: false)
    }

    /// An entry of a map; nil after reporting what is wrong with it.
    func item(_ entry: DocumentEntry) -> SearchExpression? {
        let parts = entry.key.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        let field = parts[0].isEmpty ? nil : parts[0]
        guard let modifiers = modifiers(Array(parts.dropFirst()), after: parts[0], of: entry) else {
            return nil
        }
        guard checkOrder(modifiers, hasField: field != nil) else { return nil }
        guard let values = valueNodes(of: entry) else { return nil }
        let matchesAll = modifiers.contains { $0.modifier == .all }
        if let all = modifiers.first(where: { $0.modifier == .all }), values.count == 1 {
            list.warn(
                all.mark, "'all' changes nothing for a single value",
                "leave 'all' out, or list more values", check: .allOnOneValue, length: "all".count)
        }
        if values.count > 1, let null = values.first(where: \.isNull) {
            list.report(
                null.mark, "null cannot stand in a list of values",
                "test for null in a map of its own, linked by 'or'", check: .nullInList)
            return nil
        }
        if values.isEmpty { return empty(entry, field: field, modifiers: modifiers) }
        let read = values.map { value(of: $0, modifiers: modifiers, isKeyword: field == nil) }
        guard !read.contains(nil) else { return nil }
        let joined = join(read.compactMap { $0 }, field: field, matchesAll: matchesAll)
        return modifiers.contains { $0.modifier == .neq } ? .not(joined) : joined
    }

    /// `field: []` means null.
    private func empty(
        _ entry: DocumentEntry, field: String?, modifiers: [NamedModifier]
    ) -> SearchExpression? {
        guard let field, modifiers.isEmpty else {
            list.report(
                entry.value.mark, "the list of values is empty", "list at least one value", check: .empty)
            return nil
        }
        return .test(field: field, .null)
    }

    private func join(_ values: [SigmaValue], field: String?, matchesAll: Bool) -> SearchExpression {
        let tests = values.map { value -> SearchExpression in
            if case .oneOf(let forms) = value { return .any(forms.map { .test(field: field, $0) }) }
            return .test(field: field, value)
        }
        return tests.count == 1 ? tests[0] : matchesAll ? .all(tests) : .any(tests)
    }

    private func valueNodes(of entry: DocumentEntry) -> [DocumentNode]? {
        switch entry.value {
        case .scalar: return [entry.value]
        case .sequence(let items, _): return items
        case .mapping:
            list.report(
                entry.value.mark, "the value of '\(entry.key)' is a mapping",
                "write a value or a list of values; nested fields are written as 'outer.inner: value'")
            return nil
        }
    }

    // MARK: - Modifiers

    private func modifiers(
        _ names: [String], after field: String, of entry: DocumentEntry
    ) -> [NamedModifier]? {
        var offset = field.unicodeScalars.count + 1
        var found: [NamedModifier] = []
        var isValid = true
        for name in names {
            let mark = entry.keyMark(ofCharacter: offset)
            if let modifier = Modifier.byName[name] {
                found.append(NamedModifier(modifier: modifier, name: name, mark: mark))
            } else {
                let near = Suggestion.nearest(to: name, among: Modifier.byName.keys)
                list.report(
                    mark, "unknown modifier '\(name)'",
                    near.map { "did you mean '\($0)'?" }
                        ?? "see the list of modifiers in the Sigma specification", check: .unknownModifier,
                    length: name.unicodeScalars.count)
                isValid = false
            }
            offset += name.unicodeScalars.count + 1
        }
        return isValid ? found : nil
    }

    private func checkOrder(_ modifiers: [NamedModifier], hasField: Bool) -> Bool {
        var isValid = true
        var hasValueModifier = false
        for modifier in modifiers {
            if modifier.modifier.needsField, !hasField {
                list.report(
                    modifier.mark, "the modifier '\(modifier.name)' needs a field",
                    "write the field's name before the |", check: .modifier,
                    length: modifier.name.unicodeScalars.count)
                isValid = false
            }
            if modifier.modifier.mustBeFirst, hasValueModifier {
                list.report(
                    modifier.mark, "the modifier '\(modifier.name)' must be the first",
                    "move it directly behind the field's name", check: .modifier,
                    length: modifier.name.unicodeScalars.count)
                isValid = false
            }
            if modifier.modifier != .all, modifier.modifier != .neq { hasValueModifier = true }
        }
        return isValid
    }

    // MARK: - Values

    private func value(
        of node: DocumentNode, modifiers: [NamedModifier], isKeyword: Bool
    ) -> SigmaValue? {
        guard var value = plainValue(of: node, modifiers: modifiers, isKeyword: isKeyword) else { return nil }
        for modifier in modifiers where modifier.modifier != .re && modifier.modifier != .cidr {
            do throws(ModifierProblem) {
                value = try modifier.modifier.apply(to: value, named: modifier.name)
            } catch {
                list.report(
                    modifier.modifier == .expand ? modifier.mark : node.mark, error.problem, error.advice,
                    check: error.check,
                    length: modifier.modifier == .expand ? modifier.name.unicodeScalars.count : nil)
                return nil
            }
        }
        return isKeyword ? searched(value) : value
    }

    /// Keywords are found anywhere in the text.
    private func searched(_ value: SigmaValue) -> SigmaValue {
        switch value {
        case .text(let text, let cased): .text(text.anchored(start: false, end: false), cased: cased)
        case .oneOf(let forms): .oneOf(forms.map(searched))
        default: value
        }
    }

    private func plainValue(
        of node: DocumentNode, modifiers: [NamedModifier], isKeyword: Bool
    ) -> SigmaValue? {
        guard let scalar = node.scalar, let text = node.text else {
            list.report(node.mark, "a value is \(node.kindName)", "write a single value here")
            return nil
        }
        if modifiers.contains(where: { $0.modifier == .re }) { return regex(text, node: node) }
        if modifiers.contains(where: { $0.modifier == .cidr }) { return network(text, node: node) }
        switch scalar {
        case .string(let string): return .text(WildcardText(parsing: string), cased: false)
        case .null where isKeyword:
            list.report(
                node.mark, "null is no keyword", "write text, or name the field that is to be null",
                check: .value)
            return nil
        case .null: return .null
        case .integer, .float, .boolean:
            if isKeyword { return .text(WildcardText(literal: text), cased: false) }
            return Self.typed(scalar)
        }
    }

    private static func typed(_ scalar: ScalarValue) -> SigmaValue {
        switch scalar {
        case .integer(let integer): .number(NumberLiteral(integer))
        case .float(let double): .number(NumberLiteral(double))
        case .boolean(let boolean): .boolean(boolean)
        case .null: .null
        case .string(let string): .text(WildcardText(parsing: string), cased: false)
        }
    }

    private func regex(_ text: String, node: DocumentNode) -> SigmaValue? {
        if let problem = PortableRegex.firstProblem(in: text) {
            list.report(
                node.mark(ofCharacter: problem.offset), "regex-not-portable: \(problem.construct)",
                "rewrite it without, or put the pattern into an extraction document and test the field it fills",
                check: .regexNotPortable, length: problem.length)
            return nil
        }
        do {
            _ = try Pattern(text)
        } catch {
            let offset = String(decoding: text.utf8.prefix(error.offset), as: UTF8.self).unicodeScalars.count
            list.report(
                node.mark(ofCharacter: offset), "this is no regular expression: \(error.message)",
                "correct it here; a literal special character is written with a backslash before it",
                check: .regexSyntax, length: 1)
            return nil
        }
        return .regex(RegexValue(source: text))
    }

    private func network(_ text: String, node: DocumentNode) -> SigmaValue? {
        do {
            return .network(try IPNetwork(text))
        } catch .hostBits {
            list.report(
                node.mark, "the network '\(text)' has bits set behind its prefix",
                "set the bits behind the prefix to zero, or write a longer prefix", check: .network)
        } catch {
            list.report(
                node.mark, "'\(text)' is no network", "write one such as 10.0.0.0/8 or 2001:db8::/32",
                check: .network)
        }
        return nil
    }
}
