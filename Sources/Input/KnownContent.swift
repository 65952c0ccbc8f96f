import Model

/// The beginning of a file's content, as far as it was read before.
struct KnownContent {
    let mark: ContentMark
    /// The first bytes of the content, at most `ContentMark.span`.
    let head: [UInt8]
    /// Those before the mark, at most so many.
    let tail: [UInt8]
    /// Whether the content ends at the mark.
    let isWhole: Bool
    /// Whether it is the file as it stands there, not compressed.
    let isPlain: Bool
}

/// Finds the longest content of a history that a file begins with. It leaves the file's position alone.
struct ContentRecognizer {
    let file: FileStream
    let history: ContentHistory
    /// Says of the first bytes whether the file is read at all.
    let shape: ShapeSniffer
    let stop: StopFlag

    func recognize() -> KnownContent? {
        if history.isEmpty { return nil }
        return CompressionSniffer.isGzip(file.file) ? recognizeInflated() : recognizePlain()
    }

    /// The marks worth trying, the longest first.
    private func candidates(_ head: [UInt8]) -> [ContentMark] {
        head.withUnsafeBufferPointer { bytes in
            shape.judge(bytes, isEnd: true) == .records ? history.marks(beginning: bytes) : []
        }
    }

    private func recognizePlain() -> KnownContent? {
        let span = ContentMark.span
        let head = file.bytes(at: 0, count: span)
        for mark in candidates(head) {
            let count = min(span, mark.offset)
            let tail = file.bytes(at: mark.offset - count, count: count)
            guard tail.count == count, mark.tail == ContentHash(of: tail) else { continue }
            return KnownContent(
                mark: mark, head: head, tail: tail, isWhole: file.size == mark.offset, isPlain: true)
        }
        return nil
    }

    /// Inflates up to the longest of the marks, once for all of them.
    private func recognizeInflated() -> KnownContent? {
        var window = DecodedWindow(CompressionSniffer.decompressed(PositionedStream(file.file, stop: stop)))
        // No more than the head: most often it tells that all is new.
        while window.end < ContentMark.span, window.readOn(ContentMark.span - window.end) {}
        let head = window.bytes(before: window.end)
        var known: (mark: ContentMark, tail: [UInt8])?
        for mark in candidates(head).reversed() {
            while window.end < mark.offset, window.readOn() {}
            guard window.end >= mark.offset else { break }
            let tail = window.bytes(before: mark.offset)
            if mark.tail == ContentHash(of: tail) { known = (mark, tail) }
        }
        guard let known else { return nil }
        let isLast = window.end == known.mark.offset && !window.readOn() && window.last == .end
        return KnownContent(mark: known.mark, head: head, tail: known.tail, isWhole: isLast, isPlain: false)
    }
}

/// Decoded bytes that pass by, the last of them still to be seen.
private struct DecodedWindow {
    private let stream: any ByteStream
    private var buffer = [UInt8](repeating: 0, count: 256 << 10)
    /// How many bytes of the buffer are filled; the last of them stands before `end`.
    private var filled = 0
    /// How many bytes came by.
    private(set) var end = 0
    /// What the stream answered last.
    private(set) var last = ReadStep.bytes(0)

    init(_ stream: any ByteStream) { self.stream = stream }

    /// Reads some more, at most `limit` bytes; false at the end, or where nothing more can be read.
    mutating func readOn(_ limit: Int = .max) -> Bool {
        guard case .bytes = last else { return false }
        let gone = max(0, filled - ContentMark.span)
        let step = buffer.withUnsafeMutableBytes { bytes in
            bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[gone..<filled]))
            filled -= gone
            return stream.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[filled...].prefix(limit)))
        }
        last = step
        guard case .bytes(let count) = step else { return false }
        filled += count
        end += count
        return true
    }

    /// The bytes before `offset`, as many as a mark compares. None of them has left the buffer where `offset`
    /// was beyond the end before the last reading.
    func bytes(before offset: Int) -> [UInt8] {
        let behind = filled - (end - offset)
        return Array(buffer[max(0, behind - min(offset, ContentMark.span))..<behind])
    }
}
