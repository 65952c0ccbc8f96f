/// Inflates a gzip file of one or more members (RFC 1952, section 2.2).
///
/// What was inflated before a damage is delivered, then the damage is reported.
final class GunzipStream: ByteStream {
    private let source: any ByteStream
    private let inflater: any Inflater
    private let buffer: UnsafeMutableRawBufferPointer
    /// What is left of the buffer's content.
    private var input: UnsafeMutableRawBufferPointer
    private var sourceStep = ReadStep.bytes(0)
    private var state = State.inMember
    private var pending: ReadStep?
    /// Bytes fetched from the source, and bytes given, from the start of the file.
    private var (fetched, given) = (0, 0)
    /// Where it leaves places to come back to; nil where nobody will.
    private let checkpoints: CheckpointLog?

    private enum State {
        case inMember
        /// Behind a member: another one, zeros that fill up a block, or the end.
        case betweenMembers
    }

    /// The two bytes every member begins with.
    static let magic: (UInt8, UInt8) = (0x1F, 0x8B)

    init(
        source: any ByteStream, inflater: any Inflater, inputBytes: Int = 256 << 10,
        checkpoints: CheckpointLog? = nil
    ) {
        self.source = source
        self.inflater = inflater
        self.checkpoints = checkpoints
        buffer = .allocate(byteCount: inputBytes, alignment: 16)
        input = UnsafeMutableRawBufferPointer(rebasing: buffer[..<0])
    }

    /// Goes on at a checkpoint; nil where there is no memory for it. The checksum of its member means nothing then:
    /// who comes back knows what to find.
    convenience init?(_ checkpoint: InflateCheckpoint, of file: FileDescriptor) {
        guard let inflater = checkpoint.inflater.makeInflater() else { return nil }
        self.init(
            source: PositionedStream(file, from: checkpoint.sourceOffset), inflater: inflater)
        state = checkpoint.isBetweenMembers ? .betweenMembers : .inMember
    }

    deinit {
        buffer.deallocate()
    }

    var wouldWait: Bool { input.isEmpty && pending == nil && sourceStep != .end && source.wouldWait }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadStep {
        if let pending { return pending }
        if let checkpoints, given >= checkpoints.next { leaveCheckpoint(checkpoints) }
        var output = buffer
        while !output.isEmpty {
            let outcome = state == .inMember ? inflateSome(&output) : findNextMember()
            guard let outcome else { continue }
            let produced = buffer.count - output.count
            if produced == 0 { return outcome }
            pending = outcome
            given += produced
            return .bytes(produced)
        }
        given += buffer.count
        return .bytes(buffer.count)
    }

    /// Between two calls all that the inflater knows is in itself.
    private func leaveCheckpoint(_ checkpoints: CheckpointLog) {
        checkpoints.add(
            inflater.snapshot.map {
                InflateCheckpoint(
                    offset: given, sourceOffset: fetched - input.count,
                    isBetweenMembers: state == .betweenMembers, inflater: $0)
            }, at: given)
    }

    /// Inflates until a member ends, the output is full or the input used up; nil where it may go on.
    private func inflateSome(_ output: inout UnsafeMutableRawBufferPointer) -> ReadStep? {
        let before = (input.count, output.count)
        switch inflater.inflate(&input, into: &output) {
        case .memberEnd:
            state = .betweenMembers
            return nil
        case .failed(let reason): return .failed(reason)
        case .more:
            guard (input.count, output.count) == before else { return nil }
            guard input.isEmpty else { return .failed("the gzip data is damaged") }
            guard let stop = refill() else { return nil }
            return stop == .end ? .failed("the gzip data is cut off") : stop
        }
    }

    private func findNextMember() -> ReadStep? {
        guard let next = input.first else { return refill() }
        if next == 0 {
            input.advance(by: 1)
            return nil
        }
        // The inflater itself checks the byte after this one.
        guard next == Self.magic.0 else { return .failed("bytes that are no gzip data follow the gzip data") }
        inflater.reset()
        state = .inMember
        return nil
    }

    /// Fetches more input; returns why there is none.
    private func refill() -> ReadStep? {
        if case .bytes = sourceStep { sourceStep = source.read(into: buffer) }
        guard case .bytes(let count) = sourceStep else { return sourceStep }
        fetched += count
        input = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
        return nil
    }
}
