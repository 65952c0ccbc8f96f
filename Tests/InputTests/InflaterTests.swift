import TestSupport
import Testing

@testable import Input

/// Every inflater gives the same bytes, and notices what is cut or damaged.
@Suite struct InflaterTests {
    /// What came out of a stream, and how it ended.
    private struct Result: Equatable {
        var bytes: [UInt8] = []
        var ending = ReadStep.end
    }

    private func inflate(
        _ data: [UInt8], with library: InflateLibrary, sizes: [Int] = [.max], room: Int = 4096
    ) -> Result {
        let stream = GunzipStream(
            source: MemoryStream(data, sizes: sizes), inflater: library.makeInflater(), inputBytes: 512)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
        defer { buffer.deallocate() }
        var result = Result()
        while true {
            switch stream.read(into: buffer) {
            case .bytes(let count): result.bytes += buffer[..<count]
            case let ending:
                result.ending = ending
                return result
            }
        }
    }

    /// Text that repeats itself, near and far, and noise.
    private static func content(_ random: inout SeededGenerator, count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                bytes += (0..<Int.random(in: 1..<300, using: &random)).map { _ in
                    .random(in: 0...255, using: &random)
                }
            case 1:
                bytes += [UInt8](
                    repeating: .random(in: 0...255, using: &random),
                    count: .random(in: 1..<600, using: &random))
            case 2 where !bytes.isEmpty:
                let start = Int.random(in: 0..<bytes.count, using: &random)
                bytes += bytes[start..<min(bytes.count, start + .random(in: 1..<400, using: &random))]
            default:
                bytes += Array(
                    "{\"severity\":\"INFO\",\"n\":\(UInt16.random(in: 0...9999, using: &random))}\n".utf8)
            }
        }
        return Array(bytes.prefix(count))
    }

    @Test(arguments: InflateLibrary.allCases)
    func wholeData(library: InflateLibrary) {
        var random = SeededGenerator()
        for round in 0..<60 {
            let content = Self.content(&random, count: .random(in: 0..<200_000, using: &random))
            let data = gzip(
                content, level: .random(in: 0...9, using: &random),
                strategy: .random(in: 0...4, using: &random))
            let sizes = (0..<5).map { _ in Int.random(in: 1..<2000, using: &random) }
            let result = inflate(
                data, with: library, sizes: sizes, room: .random(in: 1..<70_000, using: &random))
            #expect(result == Result(bytes: content), "seed \(random.seed), round \(round)")
        }
    }

    @Test func everyPrefix() {
        var random = SeededGenerator()
        for _ in 0..<6 {
            let (content, data) = Self.member(&random)
            for length in data.indices {
                let results = InflateLibrary.allCases.map { inflate(Array(data.prefix(length)), with: $0) }
                #expect(results.allSatisfy { $0 == results[0] }, "seed \(random.seed), \(length) bytes")
                #expect(content.starts(with: results[0].bytes), "seed \(random.seed), \(length) bytes")
            }
        }
    }

    /// A damage is noticed sooner or later, except where it changes nothing; what stood before it comes out.
    @Test func everyFlippedByte() {
        var random = SeededGenerator()
        for _ in 0..<6 {
            let (content, data) = Self.member(&random)
            for place in data.indices {
                var damaged = data
                damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                let results = InflateLibrary.allCases.map { inflate(damaged, with: $0) }
                let before = inflate(Array(data.prefix(place)), with: .zlib).bytes
                for result in results {
                    #expect(result.bytes.starts(with: before), "seed \(random.seed), byte \(place)")
                    // Nobody looks at the header's time, or at the bits that fill up the last byte; and ISA-L
                    // minds neither reserved flags nor codes that are never used.
                    #expect(
                        result.ending != .end || result.bytes == content,
                        "seed \(random.seed), byte \(place)")
                }
            }
        }
    }

    /// What is left in a library's own buffer after a damage is not lost, however small the caller's is.
    @Test(arguments: InflateLibrary.allCases)
    func damageBehindMuchOutput(library: InflateLibrary) {
        let content = (0..<9000).flatMap { Array("{\"number\":\($0 % 7)}\n".utf8) }
        var data = gzip(content)
        data[data.count - 6] ^= 0x40
        let result = inflate(data, with: library, room: 100)
        #expect(result == Result(bytes: content, ending: .failed("the gzip data is damaged: wrong checksum")))
        let half = Array(data.prefix(data.count / 2)) + [UInt8](repeating: 0xFF, count: 600)
        let whole = inflate(Array(data.prefix(data.count / 2)), with: .zlib)
        for room in [1, 100, 1 << 20] {
            let result = inflate(half, with: library, room: room)
            #expect(result.bytes.starts(with: whole.bytes), "room \(room)")
            #expect(result.ending != .end)
        }
    }

    private static func member(_ random: inout SeededGenerator) -> (content: [UInt8], data: [UInt8]) {
        let content = content(&random, count: 700)
        let (level, strategy) = (random.below(10), random.below(5))
        return (content, gzip(content, level: Int32(level), strategy: Int32(strategy)))
    }
}
