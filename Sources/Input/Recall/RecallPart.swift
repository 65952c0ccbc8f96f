/// Where a record stands.
public struct RecordSpan: Sendable, Hashable {
    /// The number of the input.
    public let input: Int
    /// In the decompressed input.
    public let offset: Int
    /// In bytes.
    public let length: Int

    public init(input: Int, offset: Int, length: Int) {
        self.input = input
        self.offset = offset
        self.length = length
    }
}

/// Records of one input that are read one after the other.
public struct RecallPart: Sendable {
    /// Nil where the input cannot be read again.
    let input: RecordRecall.Input?
    /// The last one before the first record.
    let checkpoint: InflateCheckpoint?
    /// Ascending; none reaches into the next one.
    public let spans: [RecordSpan]

    /// Reads the records in order; nil for those that are not there any more.
    public func read(_ body: (RecordSpan, [UInt8]?) -> Void) {
        guard let file = opened else {
            for span in spans { body(span, nil) }
            return
        }
        var source = source(file)
        for span in spans { body(span, source.bytes(of: span)) }
    }

    /// The file that was read; nil where another one has its path now.
    private var opened: FileDescriptor? {
        guard let input else { return nil }
        if let file = input.file { return file }
        guard let file = try? FileDescriptor.open(input.path).get(), file.status?.identity == input.identity
        else { return nil }
        return file
    }

    private func source(_ file: FileDescriptor) -> Source {
        guard CompressionSniffer.isGzip(file) else { return .plain(file) }
        if let checkpoint, let stream = GunzipStream(checkpoint, of: file) {
            return .inflated(RecallWindow(stream, offset: checkpoint.offset))
        }
        return .inflated(RecallWindow(CompressionSniffer.decompressed(PositionedStream(file)), offset: 0))
    }

    private enum Source {
        case plain(FileDescriptor)
        case inflated(RecallWindow)

        mutating func bytes(of span: RecordSpan) -> [UInt8]? {
            switch self {
            case .plain(let file):
                let bytes = file.bytes(at: span.offset, count: span.length)
                return bytes.count == span.length ? bytes : nil
            case .inflated(let window):
                return window.bytes(of: span)
            }
        }
    }
}

/// Decoded bytes that pass by.
private final class RecallWindow {
    private let stream: any ByteStream
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    /// How many bytes of the buffer are filled.
    private var filled = 0
    /// The offset of the buffer's first byte.
    private var start: Int
    private var hasEnded = false

    init(_ stream: any ByteStream, offset: Int) {
        self.stream = stream
        start = offset
    }

    deinit {
        buffer.deallocate()
    }

    /// The bytes of a record that begins at or behind the end of the one before; nil where the input ends before it
    /// does.
    func bytes(of span: RecordSpan) -> [UInt8]? {
        while start + filled <= span.offset { guard readOn() else { return nil } }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(span.length)
        while true {
            let from = span.offset + bytes.count - start
            let to = min(filled, from + span.length - bytes.count)
            bytes.append(contentsOf: buffer[from..<to])
            if bytes.count == span.length { return bytes }
            guard readOn() else { return nil }
        }
    }

    /// Reads what comes next in the place of what was there; false at the end.
    private func readOn() -> Bool {
        guard !hasEnded, case .bytes(let count) = stream.read(into: buffer) else {
            hasEnded = true
            return false
        }
        start += filled
        filled = count
        return true
    }
}
