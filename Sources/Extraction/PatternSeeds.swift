import Matching

/// The seeds of patterns by their text, shapes put in.
public struct PatternSeeds: Sendable {
    private let known: [String: MatchSeeds?]

    /// Of none: each is found out when it is asked for.
    public init() {
        known = [:]
    }

    init(of texts: [String]) {
        known = Dictionary(texts.map { ($0, MatchSeeds.of($0)) }) { first, _ in first }
    }

    subscript(text: String) -> MatchSeeds? {
        if let seeds = known[text] { return seeds }
        return MatchSeeds.of(text)
    }
}
