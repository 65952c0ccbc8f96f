import CZlib

/// Inflates a gzip file of one or more members (RFC 1952, section 2.2) with zlib.
///
/// What was inflated before a damage is delivered, then the damage is reported.
final class GunzipStream: ByteStream {
    private let source: any ByteStream
    private let input: UnsafeMutableRawBufferPointer
    /// zlib keeps a pointer back to it: it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var sourceStep = ReadStep.bytes(0)
    private var state = State.inMember
    private var pending: ReadStep?

    private enum State {
        case inMember
        /// Behind a member: another one, zeros that fill up a block, or the end.
        case betweenMembers
    }

    /// The two bytes every member begins with.
    static let magic: (UInt8, UInt8) = (0x1F, 0x8B)

    init(source: any ByteStream, inputBytes: Int = 256 << 10) {
        self.source = source
        input = .allocate(byteCount: inputBytes, alignment: 16)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 is the largest window, 16 more asks for gzip's header and checksum.
        if crosstalk_inflate_init2(stream, 15 + 16) != Z_OK {
            pending = .failed("cannot be decompressed: zlib has no memory")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    var wouldWait: Bool {
        stream.pointee.avail_in == 0 && pending == nil && sourceStep != .end && source.wouldWait
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadStep {
        if let pending { return pending }
        let room = min(buffer.count, Int(UInt32.max))
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(room)
        while stream.pointee.avail_out > 0 {
            let outcome = state == .inMember ? inflateSome() : findNextMember()
            guard let outcome else { continue }
            let produced = room - Int(stream.pointee.avail_out)
            if produced == 0 { return outcome }
            pending = outcome
            return .bytes(produced)
        }
        return .bytes(room)
    }

    /// Inflates until a member ends, the output is full or the input used up; nil where it may go on.
    private func inflateSome() -> ReadStep? {
        if stream.pointee.avail_in == 0, let stop = refill() {
            return stop == .end ? .failed("the gzip data is cut off") : stop
        }
        switch inflate(stream, Z_NO_FLUSH) {
        case Z_OK, Z_BUF_ERROR: return nil
        case Z_STREAM_END:
            state = .betweenMembers
            return nil
        case Z_MEM_ERROR: return .failed("cannot be decompressed: zlib has no memory")
        default:
            let detail = stream.pointee.msg.map { ": " + String(cString: $0) } ?? ""
            return .failed("the gzip data is damaged\(detail)")
        }
    }

    private func findNextMember() -> ReadStep? {
        if stream.pointee.avail_in == 0, let stop = refill() { return stop }
        guard let next = stream.pointee.next_in else { return .end }
        if next.pointee == 0 {
            stream.pointee.next_in = next + 1
            stream.pointee.avail_in -= 1
            return nil
        }
        // zlib itself checks the byte after this one.
        guard next.pointee == Self.magic.0 else {
            return .failed("bytes that are no gzip data follow the gzip data")
        }
        inflateReset(stream)
        state = .inMember
        return nil
    }

    /// Fetches more input; returns why there is none.
    private func refill() -> ReadStep? {
        if case .bytes = sourceStep { sourceStep = source.read(into: input) }
        guard case .bytes(let count) = sourceStep else { return sourceStep }
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(count)
        return nil
    }
}
