import Matching
import Model

/// All extraction documents, compiled for one field catalogue. Shared by all threads.
public struct ExtractionPlan: Sendable {
    /// A message pattern, and the fields that its groups give.
    struct MessagePattern: Sendable {
        let pattern: Pattern
        let captures: [(group: Int, field: FieldID)]
        let isWeak: Bool
        /// Whether it is compiled to match only where it is tried: at the places that `seeds` gives.
        let isAnchored: Bool
        /// `path:line`.
        let place: String
    }

    /// A field that holds ids: whose list they join in reports.
    public struct IDField: Sendable {
        public let field: FieldID
        /// Nil for users.
        public let scope: String?
    }

    /// Two fields of users: data of the values of the one went, or could have gone, to those of the other.
    public struct Flow: Sendable, Hashable {
        public let from: FieldID
        public let to: FieldID
    }

    public let catalog: FieldCatalog
    /// The fields of kind user and scope.
    public let idFields: [IDField]
    /// The fields that take the cut ids of users.
    public let cutUserFields: [FieldID]
    /// What entries say about the way that data took; no part of the matching.
    public let flows: [Flow]
    public let service: FieldID?
    public let revision: FieldID?

    /// The places in entries at which fields have values; what a decoder is to collect.
    public let paths: EntryPaths
    /// By place: the fields whose values stand there.
    let placeFields: [[FieldID]]
    let values: ValueRules
    let patterns: [MessagePattern]
    /// Where the patterns can match.
    let seeds: SeedTable
    /// By field index: where a cut value goes; -1 where it is dropped.
    let cutFields: [Int]
    /// By field index: whether values are ids, to be judged before they count.
    let isID: [Bool]
    /// By field index: whether a message that names several different values names none.
    let isSole: [Bool]

    /// How many message patterns there are.
    public var patternCount: Int { patterns.count }

    /// Where a pattern stands in its document: `path:line`.
    public func patternPlace(_ index: Int) -> String { patterns[index].place }

    /// A pattern as it was compiled, for messages about it.
    public func patternSource(_ index: Int) -> String { patterns[index].pattern.source }
}
