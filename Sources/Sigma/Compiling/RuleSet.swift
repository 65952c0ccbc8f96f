import Documents
import Matching
import Model

/// Rules, checked and compiled. Immutable, shared by all threads.
public struct RuleSet: Sendable {
    /// Detections and correlations in the order of the files; the index is the rule's number.
    public let rules: [Rule]
    /// The correlations among them.
    public let correlations: [Correlation]
    /// All that the documents say: of each rule, by its number, and behind them of the filters.
    public let listings: [RuleListing]
    /// What the detections test.
    let program: Program
    /// Which detections an entry has to be tested for.
    let gates: GateTable
    /// For each rule, the correlations that build on it.
    let inputs: [[CorrelationInput]]

    /// Reads and checks all rules of the files, and numbers the fields and literals they ask for.
    ///
    /// Throws all that is wrong with any of them; then nothing is loaded and nothing was numbered.
    public static func load(
        _ files: [PatternFile], catalog: inout FieldCatalog, literals: inout LiteralCatalog
    ) throws(Diagnostics) -> RuleSet {
        var reader = RuleReader()
        for file in files { reader.read(file) }
        let resolved = try reader.finish()
        return RuleSet(resolved.rules, filters: resolved.filters, catalog: &catalog, literals: &literals)
    }

    /// Whether a correlation builds on this rule.
    public func feedsCorrelation(_ rule: Int) -> Bool { !inputs[rule].isEmpty }

    private init(
        _ resolved: [ResolvedRule], filters: [RuleListing], catalog: inout FieldCatalog,
        literals: inout LiteralCatalog
    ) {
        var compiler = Compiler(catalog: catalog, literals: literals)
        var gates: [Gate?] = []
        var presences: [Presence?] = []
        var correlations: [ResolvedCorrelation?] = []
        for rule in resolved {
            switch rule.body {
            case .detection(let expression):
                compiler.add(expression)
                gates.append(Gate(of: expression))
                presences.append(Presence(of: expression, catalog: &compiler.catalog))
                correlations.append(nil)
            case .correlation(let correlation):
                compiler.addNothing()
                gates.append(nil)
                presences.append(nil)
                correlations.append(correlation)
            }
        }
        self.gates = GateTable(
            gates, presences, catalog: &compiler.catalog, literals: &compiler.literals)
        rules = resolved.map(\.rule)
        listings = resolved.map(\.listing) + filters
        program = compiler.program
        self.correlations = Self.compile(correlations, catalog: &compiler.catalog)
        inputs = Self.inputs(self.correlations, ruleCount: resolved.count)
        catalog = compiler.catalog
        literals = compiler.literals
    }

    /// The correlations in the order of their numbers, each compiled after those it builds on.
    private static func compile(
        _ resolved: [ResolvedCorrelation?], catalog: inout FieldCatalog
    ) -> [Correlation] {
        var references: [Int: [Int]] = [:]
        for (number, correlation) in resolved.enumerated() {
            references[number] = correlation?.sources.map(\.rule)
        }
        let watched = resolved.compactMap { $0 }.filter { Correlation.Metric($0.parsed).looksAtRules }
            .flatMap { $0.sources.map(\.rule) }
        var compiled: [Int: Correlation] = [:]
        for number in CorrelationLevels.order(references) {
            guard let correlation = resolved[number] else { continue }
            compiled[number] = Correlation(
                correlation, number: number, keepsFirings: watched.contains(number), catalog: &catalog
            ) { compiled[$0] }
        }
        return compiled.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The indices of the correlations, each after those it builds on.
    var evaluationOrder: [Int] {
        let indices = Dictionary(uniqueKeysWithValues: correlations.enumerated().map { ($1.rule, $0) })
        let references = Dictionary(
            uniqueKeysWithValues: correlations.map { ($0.rule, $0.children.map(\.rule)) })
        return CorrelationLevels.order(references).compactMap { indices[$0] }
    }

    private static func inputs(_ correlations: [Correlation], ruleCount: Int) -> [[CorrelationInput]] {
        var inputs = [[CorrelationInput]](repeating: [], count: ruleCount)
        for (index, correlation) in correlations.enumerated() {
            for source in correlation.sources {
                inputs[source.rule].append(CorrelationInput(correlation: index, source: source))
            }
        }
        return inputs
    }
}
