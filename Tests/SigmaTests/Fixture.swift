import Matching
import Model
import Testing

@testable import Sigma

/// A value of a field, as a test writes it.
enum TestValue: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByFloatLiteral
{
    case text(String)
    case number(String)
    case boolean(Bool)
    case null

    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number(String(value)) }
    init(floatLiteral value: Double) { self = .number(String(value)) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(nilLiteral: ()) { self = .null }

    var kind: FieldValue.Kind {
        switch self {
        case .text: .string
        case .number: .number
        case .boolean: .boolean
        case .null: .null
        }
    }

    var string: String {
        switch self {
        case .text(let text), .number(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .null: "null"
        }
    }
}

/// An entry as a test writes it: for each field its values.
struct TestEntry: Sendable, CustomStringConvertible {
    var fields: [String: [TestValue]] = [:]
    var raw = ""

    init(_ fields: [String: [TestValue]] = [:], raw: String = "") {
        self.fields = fields
        self.raw = raw
    }

    var description: String { "\(fields) \(raw)" }
}

/// Rules and what is needed to run them.
final class Fixture {
    let ruleSet: RuleSet
    let catalog: FieldCatalog
    let table: FieldTable
    private let scanner: LiteralScanner
    private let hits: LiteralHits
    private let gated: RuleMatcher
    private let ungated: RuleMatcher
    private var buffers: [UnsafeMutableBufferPointer<UInt8>] = []

    init(_ files: [PatternFile]) throws(Diagnostics) {
        var catalog = FieldCatalog()
        var literals = LiteralCatalog()
        ruleSet = try RuleSet.load(files, catalog: &catalog, literals: &literals)
        self.catalog = catalog
        table = FieldTable(fieldCount: catalog.fields.count)
        scanner = LiteralScanner(literals)
        hits = LiteralHits(literalCount: literals.count)
        gated = RuleMatcher(ruleSet)
        ungated = RuleMatcher(ruleSet, isGated: false)
    }

    convenience init(_ text: String) throws(Diagnostics) {
        try self.init([PatternFile(path: "r.yml", text: text)])
    }

    deinit {
        for buffer in buffers { buffer.deallocate() }
    }

    /// Puts an entry into `table`.
    func fill(_ entry: TestEntry) {
        for buffer in buffers { buffer.deallocate() }
        buffers = []
        table.reset()
        for (name, values) in entry.fields {
            // Fields that no rule asks for are not in the table.
            guard let field = catalog.id(of: name) else { continue }
            for value in values {
                table.append(FieldValue(kind: value.kind, bytes: bytes(value.string)), to: field)
            }
        }
        table.raw = bytes(entry.raw)
        scanner.scan(table.first(catalog.message)?.bytes ?? Bytes(start: nil, count: 0), into: hits)
    }

    private func bytes(_ text: String) -> Bytes {
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count + 1)
        _ = buffer.initialize(from: text.utf8)
        buffers.append(buffer)
        return Bytes(start: buffer.baseAddress, count: text.utf8.count)
    }

    /// The numbers of the rules that match.
    func match(_ entry: TestEntry) -> [Int] {
        fill(entry)
        return gated.match(table, hits: hits).map(Int.init)
    }

    /// The same without gates.
    func matchUngated(_ entry: TestEntry) -> [Int] {
        fill(entry)
        return ungated.match(table, hits: hits).map(Int.init)
    }

    var limitHits: [Int: Int] { gated.limitHits }
}

/// A rule with this detection section, given without its indentation.
func detectionRule(_ detection: String, title: String = "t") -> String {
    let body = detection.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    return """
        title: \(title)
        logsource: {product: gcp}
        tags: [isolation.shared-state]
        detection:
        \(body)
        """
}

/// Whether a detection of one search identifier `s`, given as flow YAML, matches; gated and ungated alike.
func matches(_ search: String, _ entry: TestEntry, condition: String = "s") throws -> Bool {
    let fixture = try Fixture(detectionRule("s: \(search)\ncondition: \(condition)"))
    let found = fixture.match(entry)
    #expect(found == fixture.matchUngated(entry))
    return !found.isEmpty
}

/// `line:column: problem` of all that is wrong with a text.
func problems(_ text: String) -> [String] {
    do throws(Diagnostics) {
        _ = try Fixture(text)
        return []
    } catch {
        return error.all.map { "\($0.line):\($0.column): \($0.problem)" }
    }
}
