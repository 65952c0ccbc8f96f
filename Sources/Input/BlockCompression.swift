import CZlib

#if canImport(CISAL)
    import CISAL
#endif

/// Compression of blocks that are kept and read back whole: zlib's format (RFC 1950) behind the size of what it
/// holds, eight bytes, little end first.
public enum BlockCompression {
    /// A block that nobody wrote claims to be larger than this.
    private static let largestBlock = 1 << 30
    private static let sizeBytes = 8

    /// Fast rather than small: records of logs are alike. ISA-L does it in a third of zlib's time.
    public static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: sizeBytes + Int(compressBound(uLong(bytes.count))) + 64)
        for index in 0..<sizeBytes { result[index] = UInt8(truncatingIfNeeded: bytes.count >> (8 * index)) }
        let size = result.withUnsafeMutableBufferPointer { whole in
            let target = UnsafeMutableBufferPointer(rebasing: whole[sizeBytes...])
            #if canImport(CISAL)
                let size = crosstalk_isal_compress(bytes, bytes.count, target.baseAddress, target.count)
                if size > 0 { return size }
            #endif
            return deflated(bytes, into: target)
        }
        result.removeLast(result.count - sizeBytes - size)
        return result
    }

    private static func deflated(_ bytes: [UInt8], into target: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var room = uLong(target.count)
        let code = compress2(target.baseAddress, &room, bytes, uLong(bytes.count), 1)
        // It fails for want of room only, which there is.
        precondition(code == Z_OK, "compressBound leaves room enough")
        return Int(room)
    }

    /// The bytes of a block; nil where it is damaged.
    public static func decompress(_ block: [UInt8]) -> [UInt8]? {
        guard block.count > sizeBytes else { return nil }
        let size = (0..<sizeBytes).reduce(0) { $0 | Int(block[$1]) << (8 * $1) }
        guard size >= 0, size <= largestBlock else { return nil }
        var result = [UInt8](repeating: 0, count: size)
        var room = uLongf(size)
        let code = block.withUnsafeBufferPointer { source in
            uncompress(
                &result, &room, source.baseAddress.map { $0 + sizeBytes }, uLong(block.count - sizeBytes))
        }
        return code == Z_OK && Int(room) == size ? result : nil
    }
}
