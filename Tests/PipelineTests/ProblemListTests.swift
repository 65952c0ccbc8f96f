import Model
import TestSupport
import Testing

@testable import Pipeline

@Suite struct ProblemListTests {
    /// Whatever the order and the cut, the same problems are listed; a damaged input is never crowded out.
    @Test(arguments: SeededGenerator.seeds(5))
    func keepsTheSameOnes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let damaged = InputProblem(path: "z.gz", line: nil, offset: 9, reason: "ends early")
        let records = (0..<3000).map {
            InputProblem(kind: .record, path: "a", line: $0 + 1, offset: 10 * $0, reason: "no log entry")
        }
        var parts = [ProblemList(), ProblemList(), ProblemList()]
        for problem in (records + [damaged]).shuffled(using: &random) {
            parts[random.below(3)].append(problem)
        }
        var whole = ProblemList()
        for part in parts.shuffled(using: &random) { whole.append(contentsOf: part) }
        #expect(whole.count == 3001)
        #expect(whole.first == records.prefix(Ledger.problemLimit - 1) + [damaged])
    }
}
