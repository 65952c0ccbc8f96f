import Model

/// The answer in one sentence.
enum VerificationWording {
    private static let gapLimit = 3

    static func sentence(_ verification: Verification) -> String {
        let question = verification.question
        switch verification.verdict {
        case .held:
            return "No \(kinds(question) ?? "incident") \(time(question)) in \(entries(verification)): "
                + "the fix held."
        case .failed:
            let count = Wording.count(verification.incidents.count, "incident", "incidents")
            return count + (kinds(question).map { " with \($0)" } ?? "")
                + " \(time(question))\(of(question)): the fix did not hold."
        case .unknown:
            return "Cannot tell whether the fix held \(time(question)): "
                + doubts(verification).joined(separator: "; ") + "."
        }
    }

    /// What the logs leave open, a clause each; of many gaps the first few.
    static func doubts(_ verification: Verification) -> [String] {
        let gaps = verification.doubts.filter(\.isGap).count
        var shown = 0
        return verification.doubts.compactMap { doubt in
            if doubt.isGap {
                shown += 1
                if shown == gapLimit + 1 {
                    return "and \(Wording.count(gaps - gapLimit, "more such gap", "more such gaps"))"
                }
                if shown > gapLimit { return nil }
            }
            return clause(doubt, verification)
        }
    }

    static func clause(_ doubt: Verification.Doubt, _ verification: Verification) -> String {
        let question = verification.question
        switch doubt {
        case .noEntries:
            return "there is no entry\(of(question, revision: false)) of that time" + reach(verification)
        case .noRevision: return "there is no entry\(of(question)) of that time"
        case .tooFewEntries(let count):
            return "\(Wording.count(count, "entry", "entries"))\(of(question)) "
                + "\(count == 1 ? "is" : "are") fewer than \(question.minEntries)"
        case .gap(let gap):
            return "no entry\(of(question, revision: false)) from \(Wording.time(gap.from)) to "
                + "\(Wording.time(gap.to)) (\(Wording.duration(gap.length)))"
        case .incompleteInputs(let count):
            let inputs = Wording.count(verification.ledger.inputs, "input was", "inputs were")
            return "\(count) of \(inputs) not read in full"
        case .regexLimitHits(let count):
            return "\(Wording.count(count, "match was", "matches were")) given up at a regex limit"
        case .evicted(let count):
            return "\(Wording.count(count, "piece", "pieces")) of state dropped to keep within memory"
        case .untimedEvidence(let count):
            return "\(Wording.count(count, "incident has", "incidents have")) evidence without a time"
        }
    }

    /// Where the entries are that there are.
    private static func reach(_ verification: Verification) -> String {
        guard let first = verification.ledger.firstTimestamp, let last = verification.ledger.lastTimestamp
        else { return "" }
        return ", those that were read are from \(Wording.range(first, last).joined(separator: " "))"
    }

    /// The kinds of failure, as a list; nil for all.
    private static func kinds(_ question: Verification.Question) -> String? {
        let names = question.categories.map(\.rawValue)
        guard let last = names.last else { return nil }
        let others = names.dropLast().joined(separator: ", ")
        return others.isEmpty ? last : "\(others) or \(last)"
    }

    private static func time(_ question: Verification.Question) -> String {
        let start = "since \(Wording.time(question.since))"
        return question.until.map { "\(start) until \(Wording.time($0))" } ?? start
    }

    /// ` of revision r of service s`, as far as asked.
    private static func of(_ question: Verification.Question, revision: Bool = true) -> String {
        let name = revision ? question.revision : nil
        return (name.map { " of revision \(VisibleText.of($0))" } ?? "")
            + (question.service.map { " of service \(VisibleText.of($0))" } ?? "")
    }

    private static func entries(_ verification: Verification) -> String {
        let tally = verification.entries
        let count = Wording.count(tally.entries, "entry", "entries") + of(verification.question)
        guard let first = tally.first, let last = tally.last else { return count }
        return count + " from \(Wording.range(first, last).joined(separator: " "))"
    }
}

extension Verification.Doubt {
    fileprivate var isGap: Bool {
        if case .gap = self { true } else { false }
    }
}
