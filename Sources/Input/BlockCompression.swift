import CZlib

/// Compression of blocks that are kept and read back whole: zlib's format (RFC 1950) behind the size of what it
/// holds, eight bytes, little end first.
public enum BlockCompression {
    /// A block that nobody wrote claims to be larger than this.
    private static let largestBlock = 1 << 30

    /// Fast rather than small: records of logs are alike.
    public static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var room = compressBound(uLong(bytes.count))
        var result = [UInt8](repeating: 0, count: 8 + Int(room))
        for index in 0..<8 { result[index] = UInt8(truncatingIfNeeded: bytes.count >> (8 * index)) }
        let code = result.withUnsafeMutableBufferPointer { target in
            compress2(target.baseAddress.map { $0 + 8 }, &room, bytes, uLong(bytes.count), 1)
        }
        // It fails for want of room only, which there is.
        precondition(code == Z_OK, "compressBound leaves room enough")
        result.removeLast(result.count - 8 - Int(room))
        return result
    }

    /// The bytes of a block; nil where it is damaged.
    public static func decompress(_ block: [UInt8]) -> [UInt8]? {
        guard block.count > 8 else { return nil }
        let size = (0..<8).reduce(0) { $0 | Int(block[$1]) << (8 * $1) }
        guard size >= 0, size <= largestBlock else { return nil }
        var result = [UInt8](repeating: 0, count: size)
        var room = uLongf(size)
        let code = block.withUnsafeBufferPointer { source in
            uncompress(&result, &room, source.baseAddress.map { $0 + 8 }, uLong(block.count - 8))
        }
        return code == Z_OK && Int(room) == size ? result : nil
    }
}
