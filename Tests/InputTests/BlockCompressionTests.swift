import Input
import TestSupport
import Testing

/// Blocks come back as they were, and damage is noticed.
@Suite struct BlockCompressionTests {
    @Test(arguments: [0, 1, 7, 1000, 300_000])
    func whatIsPackedComesBack(size: Int) {
        var generator = SeededGenerator()
        for alphabet in [1, 4, 256] {
            let bytes = (0..<size).map { _ in UInt8(generator.below(alphabet)) }
            #expect(
                BlockCompression.decompress(BlockCompression.compress(bytes)) == bytes,
                "seed \(generator.seed)")
        }
    }

    @Test func alikeRecordsTakeLittleRoom() {
        let bytes = (0..<2000).flatMap { Array("{\"insertId\":\"\($0)\",\"textPayload\":\"stored\"}\n".utf8) }
        #expect(BlockCompression.compress(bytes).count < bytes.count / 3)
    }

    @Test func damageIsNoticed() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let block = BlockCompression.compress(bytes)
        for position in block.indices {
            var damaged = block
            damaged[position] ^= 0x10
            let read = BlockCompression.decompress(damaged)
            #expect(read == nil || read == bytes, "byte \(position)")
        }
        for size in 0..<block.count { #expect(BlockCompression.decompress(Array(block.prefix(size))) == nil) }
    }
}
