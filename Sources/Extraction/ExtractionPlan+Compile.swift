import Documents
import Matching
import Model

extension ExtractionPlan {
    /// Compiles documents. `catalog` holds the fields of documents and rules alike; a field that no document
    /// defines is a JSON path by its name.
    init(
        _ documents: [ExtractionDocument], catalog: FieldCatalog, literals: inout LiteralCatalog,
        seeds: PatternSeeds = PatternSeeds()
    ) throws(Diagnostics) {
        var compiler = PlanCompiler(catalog: catalog, knownSeeds: seeds)
        for document in documents { compiler.shapes.add(document.shapes, problems: &compiler.problems) }
        for document in documents { compiler.add(document) }
        for flow in documents.flatMap(\.flows) { compiler.add(flow) }
        // Weak patterns run last: they stand back behind whatever the others have found.
        let rules = documents.flatMap(\.patterns)
        for rule in rules.filter({ !$0.isWeak }) + rules.filter(\.isWeak) {
            compiler.add(rule, literals: &literals)
        }
        guard compiler.problems.isEmpty else { throw Diagnostics(compiler.problems) }
        compiler.values.combine(fieldCount: catalog.fields.count)
        self = compiler.plan
    }
}

/// Builds an `ExtractionPlan`, collecting all that is wrong.
private struct PlanCompiler {
    let catalog: FieldCatalog
    var problems: [Diagnostic] = []
    var shapes = Shapes()
    private var soleFields: Set<Int> = []
    private var flows: [ExtractionPlan.Flow] = []
    private var trie = PathTrie()
    var values = ValueRules()
    private var patterns: [ExtractionPlan.MessagePattern] = []
    private var seeds = SeedTable()
    private let knownSeeds: PatternSeeds

    init(catalog: FieldCatalog, knownSeeds: PatternSeeds) {
        self.catalog = catalog
        self.knownSeeds = knownSeeds
        for (index, field) in catalog.fields.enumerated() where !field.isCanonical {
            trie.insert(JSONPath.keys(of: field.name), field: FieldID(index: index))
        }
    }

    mutating func add(_ document: ExtractionDocument) {
        for field in document.fields { add(field) }
        for (name, list) in document.placeholders { addPlaceholders(list, field: name) }
        values.damaged += document.damaged.compactMap { compile($0) }
        values.damaged += document.implausible.compactMap { compile($0) }
        values.cut += document.cut.compactMap { compile($0) }
    }

    private mutating func add(_ field: ExtractionDocument.Field) {
        guard let id = catalog.id(of: field.name) else { return }
        for path in field.paths { trie.insert(path, field: id) }
        if field.isSole { soleFields.insert(id.index) }
        values.implausible[id.index, default: []] += field.implausible.compactMap { compile($0) }
        if let strip = field.strip, let pattern = compile(strip) { values.strips[id.index] = pattern }
    }

    private mutating func addPlaceholders(_ list: [String], field: String) {
        let folded = Set(list.map { $0.utf8.map { Bytes.foldASCII($0) } })
        if field == "any" {
            values.placeholdersOfAny.formUnion(folded)
        } else if let id = catalog.id(of: field) {
            values.placeholders[id.index, default: []].formUnion(folded)
        }
    }

    mutating func add(_ flow: ExtractionDocument.Flow) {
        // Both are looked up, so that both are reported.
        let (from, to) = (userField(flow.from), userField(flow.to))
        guard let from, let to, !flows.contains(where: { $0.from == from && $0.to == to }) else { return }
        flows.append(ExtractionPlan.Flow(from: from, to: to))
    }

    /// The field of users of that name; reports any other.
    private mutating func userField(_ name: ExtractionDocument.FieldName) -> FieldID? {
        let users = catalog.fields.filter { $0.kind == .user }.map(\.name)
        let length = name.text.unicodeScalars.count
        guard let id = catalog.id(of: name.text), catalog[id].isCanonical else {
            report(
                name.place, "no extraction document defines the field '\(name.text)'",
                Suggestion.nearest(to: name.text, among: users).map { "did you mean '\($0)'?" }
                    ?? "define it under 'fields', with 'kind: user'",
                check: .unknownField, length: length)
            return nil
        }
        guard catalog[id].kind == .user else {
            report(
                name.place, "'\(name.text)' is no field of users", "name a field with 'kind: user'",
                check: .value, length: length)
            return nil
        }
        return id
    }

    mutating func add(_ rule: ExtractionDocument.Rule, literals: inout LiteralCatalog) {
        let seeds = knownSeeds[shapes.expand(rule.pattern.text).expanded]
        let isAnchored = seeds?.isAnchoring == true
        guard let pattern = compile(rule.pattern, options: isAnchored ? .anchored : []) else { return }
        var captures: [(group: Int, field: FieldID)] = []
        for capture in pattern.captures {
            guard let id = catalog.id(of: capture.name), catalog[id].isCanonical else {
                reportUnknownGroup(capture.name, in: rule.pattern)
                continue
            }
            if rule.isWeak, !soleFields.contains(id.index) {
                report(
                    rule.pattern.place, "a weak pattern gives '\(capture.name)', which is not a sole field",
                    "write 'sole: true' at the field, or leave 'weak' out", check: .value)
            }
            captures.append((capture.number, id))
        }
        self.seeds.add(
            pattern: patterns.count, seeds: seeds, required: RequiredLiterals.of(pattern.source),
            literals: &literals)
        patterns.append(
            ExtractionPlan.MessagePattern(
                pattern: pattern, captures: captures, isWeak: rule.isWeak, isAnchored: isAnchored,
                place: "\(rule.pattern.place.path):\(rule.pattern.place.line)"))
    }

    private mutating func reportUnknownGroup(_ name: String, in source: ExtractionDocument.Pattern.Source) {
        let names = catalog.fields.filter(\.isCanonical).map(\.name)
        let near = Suggestion.nearest(to: name, among: names)
        let start = source.text.firstRange(of: "<\(name)>").map { range in
            source.text[..<range.lowerBound].unicodeScalars.count + 1
        }
        let isExact = start != nil && source.node?.isVerbatim == true
        report(
            start.map { source.place(ofCharacter: $0) } ?? source.place,
            "the group '\(name)' names no field of any extraction document",
            near.map { "did you mean '\($0)'?" }
                ?? "define it under 'fields', or use a group without a name: (?:…)",
            check: .unknownGroup, length: isExact ? name.unicodeScalars.count : nil)
    }

    private mutating func compile(
        _ source: ExtractionDocument.Pattern.Source, options: Pattern.Options = []
    ) -> Pattern? {
        let text = shapes.expand(source.text)
        if let unknown = text.unknown {
            report(
                source.place, "the pattern names the shape '\(unknown)', which no document defines",
                "define it under 'shapes'", check: .shape)
            return nil
        }
        do {
            return try Pattern(text.expanded, options: options.union(.duplicateNames))
        } catch {
            // Where shapes were put in, the offset is not one of the text that was written.
            let isAsWritten = text.expanded == source.text
            let before = String(decoding: source.text.utf8.prefix(error.offset), as: UTF8.self)
            report(
                isAsWritten ? source.place(ofCharacter: before.unicodeScalars.count) : source.place,
                "the pattern does not compile: \(error.message)",
                "mend it at byte \(error.offset) of the pattern", check: .regexSyntax,
                length: isAsWritten && source.node?.isVerbatim == true ? 1 : nil)
            return nil
        }
    }

    private mutating func report(
        _ place: ExtractionDocument.Place, _ problem: String, _ advice: String, check: Check,
        length: Int? = nil
    ) {
        problems.append(
            Diagnostic(
                path: place.path, line: place.line, column: place.column, problem: problem, advice: advice,
                check: check, length: length))
    }

    var plan: ExtractionPlan {
        ExtractionPlan(
            catalog: catalog, idFields: idFields, cutUserFields: cutUserFields, flows: flows,
            service: catalog.id(of: "service"), revision: catalog.id(of: "revision"),
            paths: trie.paths, placeFields: trie.nodes.map(\.fields), values: values,
            patterns: patterns, seeds: seeds, cutFields: cutFields,
            isID: catalog.fields.map { $0.kind != .plain },
            isSole: catalog.fields.indices.map { soleFields.contains($0) })
    }

    private var idFields: [ExtractionPlan.IDField] {
        catalog.fields.enumerated().compactMap { index, field in
            switch field.kind {
            case .user: ExtractionPlan.IDField(field: FieldID(index: index), scope: nil)
            case .scope(let name): ExtractionPlan.IDField(field: FieldID(index: index), scope: name)
            case .plain: nil
            }
        }
    }

    private var cutFields: [Int] {
        catalog.fields.map { field in
            field.kind == .user ? catalog.id(of: CutField.name(for: field.name))?.index ?? -1 : -1
        }
    }

    private var cutUserFields: [FieldID] { cutFields.filter { $0 >= 0 }.map { FieldID(index: $0) } }
}

/// The plain field that takes the cut ids of a user field.
enum CutField {
    static func name(for field: String) -> String { "\(field)_cut" }
}

/// A JSON path as text: keys between dots; a key in double quotes may hold dots itself.
enum JSONPath {
    static func keys(of path: String) -> [String] {
        var keys: [String] = []
        var key = ""
        var isQuoted = false
        for character in path {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ".", !isQuoted {
                keys.append(key)
                key = ""
            } else {
                key.append(character)
            }
        }
        return keys + [key]
    }
}
