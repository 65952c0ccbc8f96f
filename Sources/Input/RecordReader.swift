import Model

/// Reads one input from start to end and hands it out in segments of whole records.
///
/// For one thread; `progress` may be looked at from any. Errors are no exceptions here: what can be read is
/// read, and `outcome` says afterwards what could not.
public final class RecordReader {
    /// What it reads.
    public let item: InputItem
    /// The number of the input, which its segments carry.
    public let input: Int
    /// How far it has come, for any thread to look at.
    public let progress: ReadProgress
    /// Complete once `next` has returned nil.
    public internal(set) var outcome = ReadOutcome()

    private let options: ReadOptions
    private let pool: SegmentPool
    var phase = Phase.unopened
    var stream: (any ByteStream)?
    private var segment: Segment
    /// How many bytes of the segment are filled.
    private var filled = 0
    var splitter: RecordSplitter
    private var hasPieces = false
    private var tooLong: (count: Int, first: (line: Int, offset: Int)?) = (0, nil)
    /// Whether a piece of it is, or was meant to be, an entry.
    var hasObject = false
    let stop: StopFlag
    private let history: ContentHistory?
    private let recall: RecordRecall?
    private var isRecallable = false
    /// What is known of the file, where it may be read on in another run.
    var resumption: Resumption?

    enum Phase {
        case unopened, sniffing, splitting, finished
    }

    /// Opens nothing yet; `next` does. `progress` may be shared with other readers. Once `stop` is set the
    /// input ends where it is, as one that cannot be read further.
    ///
    /// With a history, which may be empty, what is in it is passed over, `outcome.mark` says how far the input
    /// has been read, and a file's last line that is cut is left for the next time. Only files can be known
    /// again; pipes and standard input are read as without one. With `recall`, what it takes to read records again
    /// is left there; the segments say whether that is possible.
    public convenience init(
        item: InputItem, input: Int, options: ReadOptions = ReadOptions(), pool: SegmentPool,
        history: ContentHistory? = nil, recall: RecordRecall? = nil,
        progress: ReadProgress = ReadProgress(), stop: StopFlag = StopFlag()
    ) {
        self.init(
            item: item, input: input, options: options, pool: pool, history: history, recall: recall,
            progress: progress, stop: stop, stream: nil)
    }

    /// Reads `stream` in place of what `item` names.
    init(
        item: InputItem, input: Int, options: ReadOptions, pool: SegmentPool,
        history: ContentHistory? = nil, recall: RecordRecall? = nil,
        progress: ReadProgress, stop: StopFlag = StopFlag(), stream: (any ByteStream)?
    ) {
        self.item = item
        self.input = input
        self.options = options
        self.pool = pool
        self.history = history
        self.recall = recall
        self.progress = progress
        self.stream = stream
        self.stop = stop
        segment = pool.take(capacity: options.segmentBytes)
        splitter = RecordSplitter(maximumRecordBytes: options.maximumRecordBytes)
    }

    /// The next segment, with at least one record or broken piece; nil at the end.
    ///
    /// Where the input is a pipe and its writer pauses, what is there is handed out at once.
    public func next() -> Segment? {
        while phase != .finished {
            guard let stream = opened() else { break }
            if filled == segment.capacity {
                if let full = makeRoom() { return full }
                continue
            }
            let room = min(segment.capacity - filled, options.chunkBytes)
            let target = UnsafeMutableRawBufferPointer(start: segment.storage + filled, count: room)
            switch stream.read(into: target) {
            case .bytes(let count):
                filled += count
                progress.addDecoded(count)
                look(isEnd: false)
                if segment.hasRecords && stream.wouldWait { return handOver() }
            case .end: return finish(failure: nil)
            case .failed(let reason): return finish(failure: reason)
            }
        }
        return nil
    }

    /// The stream to read, opened and seen through its compression; nil where it cannot be opened.
    private func opened() -> (any ByteStream)? {
        guard phase == .unopened else { return stream }
        phase = .sniffing
        if stream == nil {
            switch FileStream.open(item, progress: progress, stop: stop) {
            case .success(let file):
                if let history, file.isSeekable {
                    resume(file, history)
                    if phase == .finished { pool.recycle(segment) }
                    return stream
                }
                let checkpoints = recall?.begin(input, path: item.path, file)
                isRecallable = checkpoints != nil
                stream = CompressionSniffer.decompressed(file, checkpoints: checkpoints)
                return stream
            case .failure(let error):
                outcome.report(item.path, line: nil, offset: nil, "cannot be opened: \(error)")
                phase = .finished
            }
        }
        stream = stream.map { CompressionSniffer.decompressed($0) }
        return stream
    }

    /// Looks for records in what is there.
    private func look(isEnd: Bool) {
        if phase == .sniffing { sniff(isEnd: isEnd || filled >= Self.sniffBytes) }
        guard phase == .splitting else { return }
        splitter.scan(
            RecordSplitter.Window(bytes: segment.bytes, count: filled, isEnd: isEnd, segment: segment))
        if splitter.base < outcome.skippedBytes {
            segment.dropRecords(endingBy: outcome.skippedBytes - splitter.base)
        }
    }

    private func sniff(isEnd: Bool) {
        let bytes = UnsafeBufferPointer(start: segment.bytes, count: filled)
        switch ShapeSniffer(isExplicit: item.isExplicit).judge(bytes, isEnd: isEnd) {
        case .undecided: break
        case .records: phase = .splitting
        case .notALog:
            outcome.isSkipped = true
            phase = .finished
        case .refused(let reason):
            outcome.report(item.path, line: 1, offset: 0, reason)
            phase = .finished
        }
    }

    /// So many bytes tell what an input is.
    private static let sniffBytes = 4096

    /// Makes room in a full segment, by handing it over or, where it holds no record yet, by other means.
    private func makeRoom() -> Segment? {
        if phase == .sniffing {
            sniff(isEnd: true)
            look(isEnd: false)
        }
        if segment.hasRecords { return handOver() }
        let kept = splitter.keepFrom
        if kept == 0 {
            segment.grow(to: segment.capacity * 2, keeping: filled)
        } else {
            resumption?.tracker.pass(Bytes(start: segment.bytes, count: kept))
            segment.storage.update(from: segment.storage + kept, count: filled - kept)
            filled -= kept
            splitter.rebase(by: kept)
        }
        return nil
    }

    /// Closes the segment behind its last whole record; what follows moves to a new one.
    private func handOver() -> Segment {
        let full = segment
        let kept = splitter.keepFrom
        let rest = filled - kept
        resumption?.tracker.pass(Bytes(start: full.bytes, count: kept))
        segment = pool.take(capacity: max(options.segmentBytes, rest * 2))
        segment.storage.update(from: full.storage + kept, count: rest)
        seal(full, count: kept)
        filled = rest
        splitter.rebase(by: kept)
        return full
    }

    private func seal(_ segment: Segment, count: Int) {
        hasPieces = true
        if !hasObject { hasObject = segment.records.contains { $0.kind.isOfObject } }
        segment.input = input
        segment.baseOffset = splitter.base
        segment.isRecallable = isRecallable
        segment.seal(count: count)
        for record in segment.records where record.kind == .broken(.tooLong) {
            tooLong.count += 1
            if tooLong.first == nil { tooLong.first = (record.line, segment.offset(of: record)) }
        }
    }

    /// Lets go of the input.
    func leave() {
        phase = .finished
        stream = nil
        resumption = nil
    }

    private func finish(failure: String?) -> Segment? {
        prepareEnd(failure: failure)
        look(isEnd: true)
        outcome.report(item.path, failure: failure, offset: splitter.base + filled, cut: splitter.cut)
        let hasRecords = segment.hasRecords
        if hasRecords { seal(segment, count: filled) }
        if let first = tooLong.first {
            outcome.report(
                item.path, line: first.line, offset: first.offset,
                "records longer than \(options.maximumRecordBytes) bytes were not read: \(tooLong.count), the first here"
            )
        }
        if hasPieces, !hasObject, !outcome.isIncomplete {
            outcome.report(item.path, line: 1, offset: 0, "holds no JSON object; is it a log export?")
        }
        mark(segment.bytes)
        leave()
        return hasRecords ? segment : nil
    }
}
