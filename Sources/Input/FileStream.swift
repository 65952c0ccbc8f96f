#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The bytes of a file, a pipe or standard input, as they stand there.
final class FileStream: ByteStream {
    /// What it reads from, for others to read from at other places.
    let file: FileDescriptor
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
            return .success(FileStream(.standardInput, progress: progress, stop: stop))
        }
        return FileDescriptor.open(item.path).map { FileStream($0, progress: progress, stop: stop) }
    }

    private init(_ file: FileDescriptor, progress: ReadProgress, stop: StopFlag) {
        self.file = file
        self.progress = progress
        self.stop = stop
        isRegular = file.status?.kind == .regular
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadStep {
        while true {
            guard mayRead() else { return .failed("reading was interrupted") }
            let count = readBytes(file.number, buffer)
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
        var request = pollfd(fd: file.number, events: Int16(POLLIN), revents: 0)
        return pollOne(&request, timeout)
    }
}

/// A file that stays where it is: any of its bytes can be had at any time.
extension FileStream {
    /// Whether it is such a file. Standard input is none, even where a file was redirected to it: it may stand
    /// in the middle already.
    var isSeekable: Bool { file.isOwned && isRegular }

    /// In bytes, as it is now.
    var size: Int { file.status?.size ?? 0 }

    /// Up to `count` bytes from `offset`, fewer where the file ends before; the position stays as it is.
    func bytes(at offset: Int, count: Int) -> [UInt8] { file.bytes(at: offset, count: count) }

    /// Goes to `offset`; false where that is not possible. The corresponding C function is `lseek`.
    func seek(to offset: Int) -> Bool {
        guard lseek(file.number, off_t(offset), SEEK_SET) == off_t(offset) else { return false }
        position = offset
        return true
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

// Inside the class the names of the system's functions are those of its methods.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}

private func pollOne(_ request: inout pollfd, _ timeout: Int32) -> Int32 { poll(&request, 1, timeout) }
