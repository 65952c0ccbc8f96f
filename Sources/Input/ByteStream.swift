/// What an attempt to read gave.
enum ReadStep: Equatable {
    /// So many bytes, one or more.
    case bytes(Int)
    case end
    /// Nothing more can be read; what came before is good. The reason has no full stop.
    case failed(String)
}

/// Bytes in order, from wherever they come; decompression is one such stream on top of another.
///
/// The boundary behind which another decompressor can take the place of zlib. One call fills thousands of
/// bytes, so its dynamic dispatch costs nothing.
protocol ByteStream: AnyObject {
    /// Reads into the buffer, which is not empty. After `.end` or `.failed` it is not called again.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadStep

    /// Whether the next read would have to wait for somebody else to write.
    var wouldWait: Bool { get }
}
