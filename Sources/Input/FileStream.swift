#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The bytes of a file, a pipe or standard input, as they stand there.
final class FileStream: ByteStream {
    private let descriptor: Int32
    private let isOwned: Bool
    private let isRegular: Bool
    /// How many of its bytes come before the next one.
    private(set) var position = 0
    private let progress: ReadProgress
    private let stop: StopFlag

    /// Opens the input, or says why it cannot.
    static func open(
        _ item: InputItem, progress: ReadProgress, stop: StopFlag = StopFlag()
    ) -> Result<FileStream, SystemError> {
        // Opening /dev/stdin anew fails where it is a socket.
        if item.isStandardInput || item.path == "/dev/stdin" {
            return .success(FileStream(descriptor: 0, isOwned: false, progress: progress, stop: stop))
        }
        while true {
            let descriptor = openForReading(item.path)
            if descriptor >= 0 {
                return .success(
                    FileStream(descriptor: descriptor, isOwned: true, progress: progress, stop: stop))
            }
            if errno != EINTR { return .failure(SystemError(code: errno)) }
        }
    }

    private init(descriptor: Int32, isOwned: Bool, progress: ReadProgress, stop: StopFlag) {
        self.descriptor = descriptor
        self.isOwned = isOwned
        self.progress = progress
        self.stop = stop
        var raw = stat()
        isRegular = fstat(descriptor, &raw) == 0 && raw.st_mode & S_IFMT == S_IFREG
    }

    deinit {
        if isOwned { _ = close(descriptor) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadStep {
        while true {
            guard mayRead() else { return .failed("reading was interrupted") }
            let count = readBytes(descriptor, buffer)
            if count > 0 {
                progress.addRead(count)
                position += count
                return .bytes(count)
            }
            if count == 0 { return .end }
            let code = errno
            switch code {
            case EINTR, EAGAIN: continue
            default: return .failed("cannot be read further: \(SystemError(code: code))")
            }
        }
    }

    var wouldWait: Bool { !isRegular && poll(timeout: 0) == 0 }

    /// Waits until a pipe has bytes, or has ended; false once reading is to stop. Whoever started the process
    /// may have left the descriptor non-blocking, and a blocking read would not notice that it is to stop.
    private func mayRead() -> Bool {
        while !stop.isSet {
            if isRegular || poll(timeout: 100) != 0 { return true }
        }
        return false
    }

    private func poll(timeout: Int32) -> Int32 {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return pollOne(&request, timeout)
    }
}

/// A file that stays where it is: any of its bytes can be had at any time.
extension FileStream {
    /// Whether it is such a file. Standard input is none, even where a file was redirected to it: it may stand
    /// in the middle already.
    var isSeekable: Bool { isOwned && isRegular }

    /// In bytes, as it is now.
    var size: Int {
        var raw = stat()
        return fstat(descriptor, &raw) == 0 ? Int(raw.st_size) : 0
    }

    /// Up to `count` bytes from `offset`, fewer where the file ends before; the position stays as it is.
    func bytes(at offset: Int, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                guard let more = read(into: rest, at: offset + filled), more > 0 else { return }
                filled += more
            }
        }
    }

    /// How many bytes could be read from `offset`; nil where none can be read. The corresponding C function is
    /// `pread`.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int? {
        while true {
            let count = readBytes(descriptor, buffer, at: offset)
            if count >= 0 { return count }
            if errno != EINTR { return nil }
        }
    }

    /// Goes to `offset`; false where that is not possible. The corresponding C function is `lseek`.
    func seek(to offset: Int) -> Bool {
        guard lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset) else { return false }
        position = offset
        return true
    }

    /// Whether it is gzip, by its first bytes.
    var beginsAsGzip: Bool {
        let first = bytes(at: 0, count: 2)
        return CompressionSniffer.isGzip(first.first, first.dropFirst().first)
    }

    /// The file as it is now, up to `size`; nil where it is shorter.
    func raw(size: Int) -> ContentMark.RawFile? {
        let count = min(size, Self.rawSpan)
        let head = bytes(at: 0, count: count)
        let tail = bytes(at: size - count, count: count)
        guard head.count == count, tail.count == count else { return nil }
        return ContentMark.RawFile(size: size, head: ContentHash(of: head), tail: ContentHash(of: tail))
    }

    /// How many bytes at either end of a file are compared.
    private static let rawSpan = 64 << 10
}

/// The bytes of a file from its start, read without moving the file's own position and without being counted.
final class PositionedStream: ByteStream {
    private let file: FileStream
    private let stop: StopFlag
    private var position = 0

    init(_ file: FileStream, stop: StopFlag) {
        self.file = file
        self.stop = stop
    }

    var wouldWait: Bool { false }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadStep {
        guard !stop.isSet, let count = file.read(into: buffer, at: position) else {
            return .failed("cannot be read further")
        }
        position += count
        return count == 0 ? .end : .bytes(count)
    }
}

// Inside the class the names of the system's functions are those of its methods.
private func openForReading(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
    pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
}

private func pollOne(_ request: inout pollfd, _ timeout: Int32) -> Int32 { poll(&request, 1, timeout) }
