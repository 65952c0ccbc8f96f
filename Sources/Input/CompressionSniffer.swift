/// Finds out by the first bytes whether an input is compressed; its name says nothing.
enum CompressionSniffer {
    /// The bytes that the source's stand for. Where it is gzip, `checkpoints` has places to come back to.
    static func decompressed(_ source: any ByteStream, checkpoints: CheckpointLog? = nil) -> any ByteStream {
        var prefix: (UInt8, UInt8) = (0, 0)
        var count = 0
        var stop: ReadStep?
        withUnsafeMutableBytes(of: &prefix) { buffer in
            while count < 2, stop == nil {
                let step = source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
                if case .bytes(let more) = step { count += more } else { stop = step }
            }
        }
        let isGzip = isGzip(count > 0 ? prefix.0 : nil, count > 1 ? prefix.1 : nil)
        let joined = PrefixedStream(prefix: prefix, count: count, then: stop, source: source)
        guard isGzip else { return joined }
        return GunzipStream(
            source: joined, inflater: InflateLibrary.fastest.makeInflater(), checkpoints: checkpoints)
    }

    /// Whether a file is gzip.
    static func isGzip(_ file: FileDescriptor) -> Bool {
        let first = file.bytes(at: 0, count: 2)
        return isGzip(first.first, first.dropFirst().first)
    }

    /// Whether an input is gzip that begins with these bytes; nil where it ends before. A lone first byte is no
    /// text either: it is what is left of a gzip file.
    static func isGzip(_ first: UInt8?, _ second: UInt8?) -> Bool {
        first == GunzipStream.magic.0 && (second == nil || second == GunzipStream.magic.1)
    }
}

/// A stream whose first bytes were taken already.
private final class PrefixedStream: ByteStream {
    private let prefix: (UInt8, UInt8)
    private let count: Int
    private var taken = 0
    private let stop: ReadStep?
    private let source: any ByteStream

    /// `stop` is what the source answered behind the prefix, if it has ended.
    init(prefix: (UInt8, UInt8), count: Int, then stop: ReadStep?, source: any ByteStream) {
        self.prefix = prefix
        self.count = count
        self.stop = stop
        self.source = source
    }

    var wouldWait: Bool { taken == count && stop == nil && source.wouldWait }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadStep {
        if taken == count { return stop ?? source.read(into: buffer) }
        let size = min(buffer.count, count - taken)
        withUnsafeBytes(of: prefix) { bytes in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[taken..<(taken + size)]))
        }
        taken += size
        return .bytes(size)
    }
}
