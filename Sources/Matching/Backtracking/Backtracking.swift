/// A part of a pattern that can match the same text in so many ways that a search which fails takes far too long.
public struct Backtracking: Sendable {
    /// Whether a search gives up at the match limit on a short text; else its work grows with the third power of
    /// the text's length or faster.
    public let exceedsLimit: Bool
    /// The characters of the pattern that repeat.
    public let place: Range<Int>
    /// A text that shows it, in short.
    public let example: String
    /// How many characters that text has in full.
    public let length: Int

    /// Characters of the texts that are tried, more or less.
    private static let textLength = 128
    private static let leastPumps = 24
    /// More than what quadratic work takes on such a text.
    private static let suspicious = 150_000
    /// Doubling a text multiplies cubic work by 8 and quadratic work by 4.
    private static let cubicGrowth = 5.6
    /// Texts tried for one pattern.
    private static let trialLimit = 4000
    /// Texts that take long, tried for one pattern.
    private static let longTrialLimit = 8

    /// The worst part of a pattern, confirmed by trying it; nil where there is none, or the pattern does not
    /// compile.
    public static func find(in source: String, options: Pattern.Options = []) -> Backtracking? {
        guard let node = RegexParser.parse(source, options: options),
            let pattern = try? Pattern(source, options: options.union(.duplicateNames))
        else { return nil }
        let probe = BacktrackProbe(pattern)
        var polynomial: Backtracking?
        var trials = 0
        var longTrials = 0
        for spot in BacktrackSpots(node).all {
            for pump in spot.pumps {
                for suffix in spot.suffixes {
                    trials += 1
                    guard trials <= trialLimit, longTrials < longTrialLimit else { return polynomial }
                    let trial = Trial(probe: probe, spot: spot, pump: pump, suffix: suffix)
                    guard trial.isSuspicious else { continue }
                    longTrials += 1
                    guard let found = trial.verdict() else { continue }
                    if found.exceedsLimit { return found }
                    polynomial = polynomial ?? found
                }
            }
        }
        return polynomial
    }

    /// One text, pumped up to a length.
    private struct Trial {
        let probe: BacktrackProbe
        let spot: BacktrackSpot
        let pump: [Unicode.Scalar]
        let suffix: [Unicode.Scalar]

        private var pumpCount: Int { max(leastPumps, textLength / pump.count) }

        private func text(_ count: Int) -> [Unicode.Scalar] {
            spot.prefix + Array(repeatElement(pump, count: count).joined()) + suffix
        }

        var isSuspicious: Bool { probe.exceeds(suspicious, on: text(pumpCount)) }

        func verdict() -> Backtracking? {
            let limit = Int(PatternScratch.matchLimit)
            guard probe.exceeds(limit, on: text(pumpCount)) else {
                return growth(at: pumpCount, cap: limit) >= cubicGrowth ? found(pumpCount, false) : nil
            }
            let least = leastCount(exceeding: limit)
            return growth(at: least, cap: limit) >= cubicGrowth ? found(least, true) : nil
        }

        private func leastCount(exceeding limit: Int) -> Int {
            var (low, high) = (1, 4)
            // Only texts that exceed the limit take long: few of those are tried.
            while high < pumpCount, !probe.exceeds(limit, on: text(high)) {
                (low, high) = (high + 1, high * 2)
            }
            high = min(high, pumpCount)
            while low < high {
                let middle = (low + high) / 2
                if probe.exceeds(limit, on: text(middle)) { high = middle } else { low = middle + 1 }
            }
            return low
        }

        /// By how much the work on this many pumps exceeds that on half of them.
        private func growth(at count: Int, cap: Int) -> Double {
            Double(probe.steps(on: text(count), cap: cap))
                / Double(probe.steps(on: text(count / 2), cap: cap))
        }

        private func found(_ count: Int, _ exceedsLimit: Bool) -> Backtracking {
            let whole = text(count)
            let shown = whole.count <= 24 ? whole : whole.prefix(12) + ["…"] + whole.suffix(6)
            return Backtracking(
                exceedsLimit: exceedsLimit, place: spot.place,
                example: String(String.UnicodeScalarView(shown)), length: whole.count)
        }
    }
}

extension Backtracking {
    /// What is wrong, for messages.
    /// - Parameter part: The part of the pattern that repeats.
    public func problem(with part: String) -> String {
        let text = "'\(example)' (\(length) characters)"
        return exceedsLimit
            ? "'\(part)' matches the same text in too many ways: the search in \(text) is given up"
            : "'\(part)' matches the same text in many ways: the work grows with the third power of the text, as in \(text)"
    }

    /// What to do about it, for messages.
    public static let advice =
        "let no repetition stand inside another, and begin each part with what the one before it cannot match"
}
