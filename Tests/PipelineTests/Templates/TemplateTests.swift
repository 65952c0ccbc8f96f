import Model
import TestSupport
import Testing

@testable import Pipeline

/// Every known wording of a failure is found, whatever ids it names and however it reaches the log, and
/// nobody is accused who is not in it.
@Suite struct TemplateTests {
    static let templates = (try? Template.load()) ?? []
    static let failures = templates.filter { $0.quiet == nil }

    @Test func eachWordingOfTheSurveyIsThereOnce() {
        #expect(Self.templates.flatMap(\.rows).sorted() == Array(1...260))
        #expect(Self.templates.allSatisfy { !$0.categories.isEmpty || $0.quiet != nil })
    }

    @Test func everyPlaceholderIsKnown() {
        var generator = SeededGenerator(seed: 1)
        let names = Set(Self.templates.flatMap(\.placeholders))
        let identifiers = Identifiers(for: names.sorted(), using: &generator)
        #expect(names.filter { identifiers.value(of: $0) == nil && Prose.texts[$0] == nil } == [])
        for template in Self.templates {
            #expect(template.ids.values.joined().allSatisfy(template.placeholders.contains), "\(template)")
        }
    }

    @Test func eachMark() throws {
        let check = try TemplateCheck()
        for template in Self.templates {
            for mark in Carrier.marks { check.tryOut(template, mark: mark) }
        }
        check.report()
    }

    @Test func eachSurroundings() throws {
        let check = try TemplateCheck()
        for template in Self.templates {
            for surroundings in Carrier.surroundings {
                for _ in 0..<2 { check.tryOut(template, in: surroundings) }
            }
        }
        check.report()
    }

    @Test func eachFormatOfUser() throws {
        let check = try TemplateCheck()
        for template in Self.templates where !template.ids.isEmpty {
            let users = Identifiers.userFormats.map { ($0, false) } + Identifiers.nobody.map { ($0, true) }
            for (user, isNobody) in users {
                let other = check.generator.pick(Identifiers.userFormats)
                let identifiers = Identifiers(
                    for: template.placeholders, user: user, isNobody: isNobody, other: other,
                    using: &check.generator)
                check.tryOut(template, identifiers: identifiers)
            }
            for other in Identifiers.userFormats {
                let identifiers = Identifiers(
                    for: template.placeholders, user: Pieces("demo-user-001"), isNobody: false, other: other,
                    using: &check.generator)
                check.tryOut(template, identifiers: identifiers)
            }
        }
        check.report()
    }

    /// Marks, surroundings, ids and entries by chance; some are damaged by a redactor, some cut.
    @Test func byChance() throws {
        let check = try TemplateCheck()
        for round in 0..<6000 {
            let template = check.generator.pick(Self.templates)
            let damage: TemplateCheck.Damage = round % 4 == 0 ? .redacted : round % 4 == 1 ? .cut : .none
            // What is cut ends in the message, not in the lines before it.
            let all =
                damage == .cut
                ? Carrier.surroundings.filter { !$0.name.contains("raceback") } : Carrier.surroundings
            check.tryOut(
                template, mark: check.generator.pick(Carrier.marks), in: check.generator.pick(all),
                damage: damage)
        }
        check.report()
    }
}

/// Fills templates, matches them, and collects what differs from what must be found.
private final class TemplateCheck {
    enum Damage { case none, redacted, cut }

    var generator = SeededGenerator()
    private let bench: MatchBench
    private var problems: [String] = []
    private var count = 0

    init() throws {
        bench = MatchBench(try #require(InvarianceTests.engine))
    }

    /// Fails with the first problems of each template.
    func report() {
        print("\(count) messages, seed \(generator.seed)")
        guard !problems.isEmpty else { return }
        let shown = problems.prefix(2000).joined(separator: "\n")
        Issue.record("\(problems.count) of \(count) messages, seed \(generator.seed)\n\(shown)")
    }

    func tryOut(
        _ template: Template, mark: String = "",
        in surroundings: Carrier.Surroundings = Carrier.surroundings[0],
        identifiers: Identifiers? = nil, damage: Damage = .none
    ) {
        count += 1
        let identifiers = identifiers ?? Identifiers(for: template.placeholders, using: &generator)
        var filling = Filling(template, identifiers: identifiers, using: &generator)
        for (field, id) in surroundings.adds { filling.expected[field, default: []].insert(id) }
        let whole = surroundings.wrap(mark + filling.text, template.text.source)
        let message = damaged(whole, damage)
        let entry = generator.pick(Carrier.entries)(message)
        let match = bench.match(entry)
        let signals = match.rules.filter(\.isSignal)
        var wrong: [String] = []
        if template.quiet != nil, !signals.isEmpty {
            wrong.append("no failure, but \(signals.map(\.name))")
        }
        if damage != .cut {
            if isFailure(template, filling, damage),
                !signals.contains(where: { $0.category.map(template.categories.contains) == true })
            {
                wrong.append("rules \(match.rules.map(\.name))")
            }
            wrong += missing(filling.expected, in: match.ids, whole: whole, message: message)
        }
        wrong += invented(filling.expected, in: match.ids, wasCut: damage == .cut)
        if !wrong.isEmpty {
            problems.append(
                "\(template.rows) \(surroundings.name), \(damage): \(wrong.joined(separator: "; "))\n    \(message)"
            )
        }
    }

    /// Whether it is the start of a word for nobody.
    private func isNobody(_ start: String) -> Bool {
        Identifiers.nobody.contains { $0.source.drop { $0 == "[" }.hasPrefix(start.drop { $0 == "[" }) }
    }

    private func isFailure(_ template: Template, _ filling: Filling, _ damage: Damage) -> Bool {
        let knowsAll = damage == .none && Set(filling.expected.keys).isSuperset(of: template.ids.keys)
        return template.quiet == nil && (knowsAll || !template.isNamed)
    }

    private func damaged(_ message: String, _ damage: Damage) -> String {
        switch damage {
        case .none: message
        case .redacted: Redactor.redact(message)
        case .cut:
            message.prefix(generator.below(message.count) + 1) + generator.pick(["...", "…", "[truncated]"])
        }
    }

    /// Ids that stand in the message as often as before it was damaged, and were not found.
    private func missing(
        _ expected: [String: Set<String>], in found: [String: Set<String>], whole: String, message: String
    ) -> [String] {
        expected.sorted { $0.key < $1.key }.flatMap { field, ids in
            ids.subtracting(found[field] ?? [])
                .filter { message.ranges(of: $0).count == whole.ranges(of: $0).count }
                .map { "\(field) lacks \($0)" }
        }
    }

    /// Ids that were found and are not in the template. A user may also come without a role, as
    /// `shared_user_id`. What was cut may give the start of an id, marked as cut, and may lack what tells the role.
    private func invented(
        _ expected: [String: Set<String>], in found: [String: Set<String>], wasCut: Bool
    ) -> [String] {
        let users = expected.filter { $0.key.hasSuffix("user_id") }.values.reduce(into: Set()) {
            $0.formUnion($1)
        }
        let cutUsers = expected.filter { $0.key.hasSuffix("_cut") }.values.reduce(into: Set()) {
            $0.formUnion($1)
        }
        return found.sorted { $0.key < $1.key }.flatMap { field, ids in
            var known = expected[field] ?? []
            if field == "shared_user_id" || wasCut && field.hasSuffix("user_id") { known.formUnion(users) }
            if field == "shared_user_id_cut" { known.formUnion(cutUsers) }
            let isPrefix = wasCut && field.hasSuffix("_cut")
            return ids.subtracting(known)
                .filter { id in
                    !(isPrefix && (users.union(cutUsers).contains { $0.hasPrefix(id) } || isNobody(id)))
                }
                .map { "\(field) has \($0)" }
        }
    }
}
