import CZlib

/// Inflates with zlib, which is everywhere.
final class ZlibInflater: Inflater {
    /// zlib keeps a pointer back to it: it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let isReady: Bool

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 is the largest window, 16 more asks for gzip's header and checksum.
        isReady = crosstalk_inflate_init2(stream, 15 + 16) == Z_OK
    }

    /// A copy of another one, which stays as it is; nil where there is no memory.
    private init?(copying other: UnsafeMutablePointer<z_stream>) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        isReady = inflateCopy(stream, other) == Z_OK
        if !isReady { return nil }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func inflate(
        _ input: inout UnsafeMutableRawBufferPointer, into output: inout UnsafeMutableRawBufferPointer
    ) -> InflateStep {
        guard isReady else { return .failed("cannot be decompressed: zlib has no memory") }
        let (given, room) = (min(input.count, Int(UInt32.max)), min(output.count, Int(UInt32.max)))
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(given)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(room)
        let code = CZlib.inflate(stream, Z_NO_FLUSH)
        input.advance(by: given - Int(stream.pointee.avail_in))
        output.advance(by: room - Int(stream.pointee.avail_out))
        switch code {
        case Z_OK, Z_BUF_ERROR: return .more
        case Z_STREAM_END: return .memberEnd
        case Z_MEM_ERROR: return .failed("cannot be decompressed: zlib has no memory")
        default:
            return .failed(
                isWrongSum ? "the gzip data is damaged: wrong checksum" : "the gzip data is damaged")
        }
    }

    func reset() {
        inflateReset(stream)
    }

    fileprivate var copy: ZlibInflater? { ZlibInflater(copying: stream) }

    var snapshot: (any InflaterSnapshot)? {
        isReady ? copy.map(ZlibSnapshot.init) : nil
    }

    /// zlib tells its errors apart by texts only: "incorrect data check", "incorrect length check".
    private var isWrongSum: Bool {
        stream.pointee.msg.map { String(cString: $0).hasSuffix(" check") } ?? false
    }
}

// Sendable: the inflater is copied from with the lock held, and never inflates.
private final class ZlibSnapshot: InflaterSnapshot, @unchecked Sendable {
    private let kept: ZlibInflater
    private let lock = Guarded<Void>(())

    init(_ kept: ZlibInflater) { self.kept = kept }

    func makeInflater() -> (any Inflater)? { lock.withLock { _ in kept.copy } }
}
