import Extraction
import Matching
import Model
import Sigma

/// Extraction documents and rules, compiled together: all that is needed to look at an entry. Shared by
/// threads and runs.
public struct Engine: Sendable {
    public let ruleSet: RuleSet
    public let extraction: ExtractionPlan
    /// Finds the literals that patterns and rules wait for.
    public let scanner: LiteralScanner

    /// Compiles pattern files. `checksSamples` also tries the samples of extraction documents, which takes
    /// longer. Throws all that is wrong with any of them.
    public init(extraction files: [PatternFile], rules: [PatternFile], checksSamples: Bool)
        throws(Diagnostics)
    {
        var catalog = FieldCatalog()
        var literals = LiteralCatalog()
        let source = try ExtractionSource(files, catalog: &catalog)
        let seeds = Gathered<PatternSeeds>()
        var threads = Threads()
        threads.start { seeds.append(source.patternSeeds()) }
        let loaded = Result { () throws(Diagnostics) in
            try RuleSet.load(rules, catalog: &catalog, literals: &literals)
        }
        threads.join()
        ruleSet = try loaded.get()
        if checksSamples {
            let problems = try source.checkSamples(catalog: catalog)
            guard problems.isEmpty else { throw Diagnostics(problems) }
        }
        extraction = try source.compile(
            catalog: catalog, literals: &literals, seeds: seeds.all.first ?? PatternSeeds())
        scanner = LiteralScanner(literals)
    }

    /// The fields that extraction documents declare and rules ask for.
    public var catalog: FieldCatalog { extraction.catalog }
}
