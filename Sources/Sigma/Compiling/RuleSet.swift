import Documents
import Matching
import Model

/// Rules, checked and compiled. Immutable, shared by all threads.
public struct RuleSet: Sendable {
    /// Detections and correlations in the order of the files; the index is the rule's number.
    public let rules: [Rule]
    /// The correlations among them.
    public let correlations: [Correlation]
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
        return RuleSet(resolved, catalog: &catalog, literals: &literals)
    }

    /// Whether a correlation builds on this rule.
    public func feedsCorrelation(_ rule: Int) -> Bool { !inputs[rule].isEmpty }

    private init(_ resolved: [ResolvedRule], catalog: inout FieldCatalog, literals: inout LiteralCatalog) {
        var compiler = Compiler(catalog: catalog, literals: literals)
        var gates: [Gate?] = []
        var correlations: [Correlation] = []
        var inputs = [[CorrelationInput]](repeating: [], count: resolved.count)
        for (number, rule) in resolved.enumerated() {
            switch rule.body {
            case .detection(let expression):
                compiler.add(expression)
                gates.append(Gate(of: expression))
            case .correlation(let correlation):
                compiler.addNothing()
                gates.append(nil)
                let compiled = Correlation(correlation, number: number, catalog: &compiler.catalog)
                for source in compiled.sources {
                    inputs[source.rule].append(
                        CorrelationInput(correlation: correlations.count, source: source))
                }
                correlations.append(compiled)
            }
        }
        self.gates = GateTable(gates, catalog: &compiler.catalog, literals: &compiler.literals)
        rules = resolved.map(\.rule)
        program = compiler.program
        self.correlations = correlations
        self.inputs = inputs
        catalog = compiler.catalog
        literals = compiler.literals
    }
}
