import Documents
import Model

/// All that is wrong with rules: what keeps them from being loaded, and what can be loaded but hardly does what
/// its author wants.
public struct RuleCheck {
    /// Detections, correlations and filters.
    public let ruleCount: Int
    public let problems: [Diagnostic]

    /// - Parameters:
    ///   - catalog: The fields that extraction documents define.
    ///   - checkTests: Reports what is wrong with the `tests` of a rule of some kind.
    public init(
        _ files: [PatternFile], catalog: FieldCatalog,
        checkTests: (DocumentNode, RuleListing.Kind, DiagnosticList) -> Void
    ) {
        var reader = RuleReader()
        for file in files { reader.read(file) }
        // What it throws is in the lists as well.
        _ = try? reader.finish()
        let fields = KnownFields(catalog)
        for read in reader.documents {
            let (document, list) = (read.document, read.list)
            HeaderCheck(list: list).check(document)
            // A condition that cannot be read uses nothing.
            if read.isRule { IdentifierCheck(list: list).check(document) }
            FieldCheck(list: list, known: fields).check(document)
            RegexCheck(list: list).check(document)
            if let tests = document.entry("tests"), let kind = RuleListing.Kind(of: document) {
                checkTests(tests.value, kind, list)
            }
            if document.entry("filter") == nil { Self.checkThereAreTests(document, list) }
        }
        CorrelationCheck(reader.rules, known: fields).check()
        ruleCount = reader.documents.count
        problems = reader.lists.flatMap { $0.all + $0.warnings }.withExtents(in: files)
    }
}

extension RuleCheck {
    private static func checkThereAreTests(_ document: DocumentNode, _ list: DiagnosticList) {
        let tests = document.entry("tests")
        if let tests {
            guard case .sequence(let items, _) = tests.value, items.isEmpty else { return }
        }
        guard let mark = tests?.keyMark ?? document.entry("title")?.keyMark else { return }
        list.warn(
            mark, "the rule has no tests",
            "add 'tests:' with an entry that it must match and one that it must not", check: .noTests)
    }
}

extension RuleListing.Kind {
    /// What a document is, by its section; nil where it has none.
    fileprivate init?(of document: DocumentNode) {
        if document.entry("detection") != nil {
            self = .detection
        } else if document.entry("correlation") != nil {
            self = .correlation
        } else if document.entry("filter") != nil {
            self = .filter
        } else {
            return nil
        }
    }
}

extension DocumentNode {
    /// The items (`field|modifier: value`) of all search identifiers of a rule's detection or filter section.
    var detectionItems: [DocumentEntry] {
        searchIdentifiers.flatMap { Self.items(in: $0.value) }
    }

    /// The search identifiers of a rule's detection or filter section.
    var searchIdentifiers: [DocumentEntry] {
        let section = entry("detection") ?? entry("filter")
        guard case .mapping(let entries, _)? = section?.value else { return [] }
        return entries.filter { entry in
            entry.key != "condition" && !(section?.key == "filter" && entry.key == "rules")
        }
    }

    private static func items(in node: DocumentNode) -> [DocumentEntry] {
        switch node {
        case .scalar: []
        case .mapping(let entries, _): entries
        case .sequence(let nodes, _): nodes.flatMap(items)
        }
    }

    /// The node itself, or the elements of a list.
    var elements: [DocumentNode] {
        if case .sequence(let nodes, _) = self { return nodes }
        return [self]
    }
}
