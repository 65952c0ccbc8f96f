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
    private let progress: ReadProgress

    /// Opens the input, or says why it cannot.
    static func open(_ item: InputItem, progress: ReadProgress) -> Result<FileStream, SystemError> {
        // Opening /dev/stdin anew fails where it is a socket.
        if item.isStandardInput || item.path == "/dev/stdin" {
            return .success(FileStream(descriptor: 0, isOwned: false, progress: progress))
        }
        while true {
            let descriptor = openForReading(item.path)
            if descriptor >= 0 {
                return .success(FileStream(descriptor: descriptor, isOwned: true, progress: progress))
            }
            if errno != EINTR { return .failure(SystemError(code: errno)) }
        }
    }

    private init(descriptor: Int32, isOwned: Bool, progress: ReadProgress) {
        self.descriptor = descriptor
        self.isOwned = isOwned
        self.progress = progress
        var raw = stat()
        isRegular = fstat(descriptor, &raw) == 0 && raw.st_mode & S_IFMT == S_IFREG
    }

    deinit {
        if isOwned { _ = close(descriptor) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadStep {
        while true {
            let count = readBytes(descriptor, buffer)
            if count > 0 {
                progress.addRead(count)
                return .bytes(count)
            }
            if count == 0 { return .end }
            let code = errno
            switch code {
            case EINTR: continue
            case EAGAIN: waitForBytes()
            default: return .failed("cannot be read further: \(SystemError(code: code))")
            }
        }
    }

    var wouldWait: Bool { !isRegular && poll(timeout: 0) == 0 }

    /// Whoever started the process may have left the descriptor non-blocking.
    private func waitForBytes() { _ = poll(timeout: -1) }

    private func poll(timeout: Int32) -> Int32 {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return pollOne(&request, timeout)
    }
}

// Inside the class the names of the system's functions are those of its methods.
private func openForReading(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}

private func pollOne(_ request: inout pollfd, _ timeout: Int32) -> Int32 { poll(&request, 1, timeout) }
