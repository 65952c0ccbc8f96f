import Model

/// What is kept of a file that may be read on in another run.
struct Resumption {
    let file: FileStream
    /// As it was when it was opened.
    let raw: ContentMark.RawFile?
    var tracker = ContentTracker()

    init(_ file: FileStream) {
        self.file = file
        raw = file.raw(size: file.size)
    }

    /// Whether the file is the one that was opened, at most grown since. Of one that was rewritten meanwhile
    /// nobody can tell what was read.
    var isSettled: Bool { raw.map { file.raw(size: $0.size) == $0 } ?? false }
}

/// Reading only what is new.
extension RecordReader {
    /// Goes as far into the file as its content is known; that is all where nothing stands behind it.
    func resume(_ file: FileStream, _ history: ContentHistory) {
        let resumption = Resumption(file)
        self.resumption = resumption
        if let mark = resumption.raw.flatMap(history.finished) { return passOverAll(mark) }
        splitter.lastLine = .cut
        let recognizer = ContentRecognizer(
            file: file, history: history, shape: ShapeSniffer(isExplicit: item.isExplicit), stop: stop)
        let known = recognizer.recognize()
        if let known {
            if known.isWhole { return passOverAll(known.mark.with(raw: resumption.raw)) }
            passOver(known.mark)
        }
        if let known, known.mark.isLineDelimited, known.isPlain, file.seek(to: known.mark.offset) {
            go(to: known)
            stream = file
        } else {
            stream = CompressionSniffer.decompressed(file)
        }
    }

    private func passOver(_ mark: ContentMark) {
        outcome.resumed = mark
        outcome.skippedBytes = mark.offset
        hasObject = true
    }

    private func passOverAll(_ mark: ContentMark) {
        passOver(mark)
        outcome.isKnown = true
        if resumption?.isSettled == true { outcome.mark = mark }
        leave()
    }

    private func go(to known: KnownContent) {
        resumption?.tracker = ContentTracker(
            head: known.head, tail: known.tail, offset: known.mark.offset)
        splitter.resume(
            at: known.mark.offset, line: known.mark.line, isLineHead: known.tail.last == Byte.newline)
        phase = .splitting
    }

    /// Says what the end of the input means to its last line, before that is looked at.
    func prepareEnd(failure: String?) {
        guard resumption != nil, failure == nil, !(stream is GunzipStream) else { return }
        splitter.lastLine = .unfinished
        splitter.hasObject = hasObject
    }

    /// Marks how far the input has been read. `bytes` are those that the splitter saw last.
    func mark(_ bytes: UnsafePointer<UInt8>) {
        outcome.pending = splitter.pending
        guard var resumption, let ending = splitter.ending, hasObject, resumption.isSettled else { return }
        if let resumed = outcome.resumed, ending.offset < resumed.offset {
            outcome.mark = resumed.with(raw: nil)
            return
        }
        guard ending.offset > 0 else { return }
        resumption.tracker.pass(Bytes(start: bytes, count: ending.offset - splitter.base))
        let mark = resumption.tracker.mark(line: ending.line, isLineDelimited: ending.isLineDelimited)
        let isWhole = !outcome.isIncomplete && outcome.pending == nil
        let raw = resumption.raw.flatMap { $0.size == resumption.file.position ? $0 : nil }
        outcome.mark = mark.with(raw: isWhole ? raw : nil)
    }
}
