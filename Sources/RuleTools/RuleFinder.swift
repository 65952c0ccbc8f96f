import Documents
import Model
import Sigma

/// Finds rules by what people type.
public struct RuleFinder {
    private let listings: [RuleListing]

    public init(_ listings: [RuleListing]) {
        self.listings = listings
    }

    /// Why a text names no rule.
    public enum Problem: Error, Hashable {
        /// Several rules begin with it; their names.
        case ambiguous([String])
        /// No rule does; the names that are near or contain it.
        case unknown(suggestions: [String])
    }

    /// The rule of this name or id, or the only one whose name or id begins with it; as a number among the
    /// listings.
    public func find(_ text: String) throws(Problem) -> Int {
        let exact = listings.indices.first { [listings[$0].rule.name, listings[$0].rule.id].contains(text) }
        if let exact { return exact }
        let starts = listings.indices.filter { number in
            [listings[number].rule.name, listings[number].rule.id].contains { $0.hasPrefix(text) }
        }
        if starts.count == 1 { return starts[0] }
        if starts.count > 1 { throw .ambiguous(starts.map { listings[$0].rule.name }.sorted()) }
        let names = listings.map(\.rule.name)
        let near = Suggestion.nearest(to: text, among: names).map { [$0] } ?? []
        throw .unknown(suggestions: near.isEmpty ? names.filter { $0.contains(text) }.sorted() : near)
    }

    /// The name of a rule by its number.
    public func name(of number: Int) -> String { listings[number].rule.name }

    /// The rules whose name or id is this, or is described by this with `*` for any characters.
    public func select(_ pattern: String) -> [Int] {
        listings.indices.filter { number in
            [listings[number].rule.name, listings[number].rule.id].contains {
                NamePattern.matches(pattern, $0)
            }
        }
    }
}

/// Which rules a list shows.
public struct RuleSelection: Sendable {
    public var category: Category?
    /// At or above.
    public var level: Level?
    /// Upper and lower case are the same.
    public var component: String?
    public var kind: RuleListing.Kind?
    /// Whether informational rules are shown, which only serve others.
    public var showsAll = false

    public init() {}

    public func includes(_ listing: RuleListing) -> Bool {
        let rule = listing.rule
        if let category, rule.category != category { return false }
        if let level, rule.level < level { return false }
        if let kind, listing.kind != kind { return false }
        if let component, !rule.components.contains(where: { $0.lowercased() == component.lowercased() }) {
            return false
        }
        return showsAll || listing.kind == .filter || rule.isSignal || rule.level > .informational
    }
}
