import TestSupport
import Testing

@testable import Input

/// Runs that follow each other over files that grow, move, are packed, cut and rewritten at random. A failure
/// names the seed, which makes the same runs again.
@Suite struct ResumingPropertyTests {
    @Test(arguments: UInt64(0)..<60)
    func whatOnlyGrowsIsReadOnce(seed: UInt64) {
        var input = RandomInput(seed: seed)
        let content = Array(input.long().utf8)
        var runs = Runs()
        var seen: [Found] = []
        var length = 0
        while length < content.count {
            length = min(
                content.count, length + Int.random(in: 0...content.count / 3 + 1, using: &input.random))
            for _ in 0..<Int.random(in: 1...2, using: &input.random) {
                runs.options = input.options()
                let bytes = input.packed(Array(content.prefix(length)))
                let reading = runs.read(bytes, as: ["a", "b", "c"].pick(&input.random))
                seen += reading.found.filter { $0.kind == .json }
            }
        }
        #expect(seen == read(content).found.filter { $0.kind == .json }, "seed \(seed)")
    }

    @Test(arguments: UInt64(0)..<60)
    func whateverHappensNothingIsMissed(seed: UInt64) {
        var input = RandomInput(seed: seed)
        var content = Array(input.long().utf8)
        var runs = Runs()
        var seen: Set<Found> = []
        for step in 0..<12 {
            runs.options = input.options()
            let reading = runs.read(input.packed(content), as: ["a", "b", "c"].pick(&input.random))
            var nothingKnown = Runs()
            let whole = nothingKnown.read(content).found.filter { $0.kind == .json }
            let found = reading.found.filter { $0.kind == .json }
            #expect(Set(found).isSubset(of: whole), "seed \(seed), step \(step)")
            #expect(found.count == Set(found).count, "seed \(seed), step \(step)")
            seen.formUnion(found)
            #expect(seen.isSuperset(of: whole), "seed \(seed), step \(step)")
            input.change(&content)
        }
    }
}

extension RandomInput {
    /// Joined shapes, of about 1 to 40 KB, and the records of all.
    fileprivate mutating func long() -> String {
        (0..<Int.random(in: 1...30, using: &random)).map { _ in joined() }.joined()
    }

    fileprivate mutating func options() -> ReadOptions {
        ReadOptions(
            segmentBytes: [64, 1000, 512 << 10].pick(&random),
            chunkBytes: [50, 4096, 256 << 10].pick(&random))
    }

    /// The bytes as they are, or as gzip of one or more members.
    fileprivate mutating func packed(_ content: [UInt8]) -> [UInt8] {
        guard Bool.random(using: &random) else { return content }
        var packed: [UInt8] = []
        var start = 0
        repeat {
            let end =
                Bool.random(using: &random)
                ? content.count : Int.random(in: start...content.count, using: &random)
            packed += gzip(Array(content[start..<end]), level: [0, 1, 6, 9].pick(&random))
            start = end
        } while start < content.count
        return packed
    }

    /// What happens to an export between two runs.
    fileprivate mutating func change(_ content: inout [UInt8]) {
        let cut = Int.random(in: 0...content.count, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: break
        case 1, 2, 3: content += Array(long().utf8)
        case 4: content = Array(content.prefix(cut))
        case 5: content = Array(content.prefix(cut)) + Array(long().utf8)
        case 6: content = Array(long().utf8)
        default: content = Array(long().utf8) + content
        }
    }
}
