import CZlib

/// The bytes as one gzip member (RFC 1952), with zlib's levels 0 to 9 and strategies 0 to 4.
public func gzip(
    _ bytes: [UInt8], level: Int32 = Z_BEST_SPEED, strategy: Int32 = Z_DEFAULT_STRATEGY
) -> [UInt8] {
    var stream = z_stream()
    let made = deflateInit2_(
        &stream, level, Z_DEFLATED, 15 + 16, 8, strategy, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    precondition(made == Z_OK)
    defer { deflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    var input = bytes
    let capacity = output.count
    input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(capacity)
            precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END)
        }
    }
    return Array(output.prefix(capacity - Int(stream.avail_out)))
}
