import Documents
import Matching
import Model

/// All that is wrong with extraction documents: what keeps them from being compiled, samples that do not hold,
/// and patterns that take too long.
public struct ExtractionCheck {
    /// The fields that the documents define.
    public let catalog: FieldCatalog
    public private(set) var problems: [Diagnostic] = []

    /// - Parameter isDeep: Whether patterns are compiled and tried; if not, only the documents are read.
    public init(_ files: [PatternFile], isDeep: Bool = true) {
        var documents: [ExtractionDocument] = []
        for file in files {
            let list = DiagnosticList(path: file.path)
            documents += ExtractionDocument.parse(file, list: list)
            problems += list.all + list.warnings
        }
        var catalog = FieldCatalog()
        let source = ExtractionSource(documents, catalog: &catalog)
        self.catalog = catalog
        defer { problems = problems.withExtents(in: files) }
        // A field that could not be read would be missed everywhere.
        guard problems.isEmpty, isDeep else { return }
        do {
            var literals = LiteralCatalog()
            _ = try source.compile(catalog: catalog, literals: &literals)
            problems += try source.checkSamples(catalog: catalog)
        } catch {
            problems += error.all
        }
        checkWork(documents)
    }

    // MARK: - Patterns that take too long

    private mutating func checkWork(_ documents: [ExtractionDocument]) {
        var shapes = Shapes()
        var reported: [Diagnostic] = []
        for document in documents { shapes.add(document.shapes, problems: &reported) }
        for document in documents {
            let others = document.damaged + document.implausible + document.cut
            let ofFields = document.fields.flatMap { $0.implausible + [$0.strip].compactMap { $0 } }
            for source in document.patterns.map(\.pattern) {
                checkLiterals(source, shapes)
                checkBacktracking(source, shapes)
            }
            for source in others + ofFields { checkBacktracking(source, shapes) }
        }
    }

    private mutating func checkLiterals(_ source: ExtractionDocument.Pattern.Source, _ shapes: Shapes) {
        let expanded = shapes.expand(source.text).expanded
        guard RequiredLiterals.of(expanded) == nil, (try? Pattern(expanded, options: .duplicateNames)) != nil
        else { return }
        report(
            source.place,
            "the pattern has no three characters that must occur, so that it runs on every message",
            "add a word that always stands around", check: .slowPattern, severity: .warning)
    }

    private mutating func checkBacktracking(_ source: ExtractionDocument.Pattern.Source, _ shapes: Shapes) {
        let expanded = shapes.expand(source.text).expanded
        guard let found = Backtracking.find(in: expanded) else { return }
        let part = String(String.UnicodeScalarView(Array(expanded.unicodeScalars)[found.place]))
        // A part that came out of a shape does not stand in the pattern.
        let start = source.text.firstRange(of: part).map {
            source.text[..<$0.lowerBound].unicodeScalars.count
        }
        let offset = expanded == source.text ? found.place.lowerBound : start
        report(
            offset.map { source.place(ofCharacter: $0) } ?? source.place, found.problem(with: part),
            Backtracking.advice, check: .regexBacktracks,
            severity: found.exceedsLimit ? .error : .warning,
            length: offset != nil && source.node?.isVerbatim == true ? found.place.count : nil)
    }

    private mutating func report(
        _ place: ExtractionDocument.Place, _ problem: String, _ advice: String, check: Check,
        severity: Diagnostic.Severity, length: Int? = nil
    ) {
        problems.append(
            Diagnostic(
                path: place.path, line: place.line, column: place.column, problem: problem, advice: advice,
                check: check, severity: severity, length: length))
    }
}
