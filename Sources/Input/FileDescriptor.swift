#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// An open file, which is closed with its last owner; what was removed or renamed can be read as long as it is open.
final class FileDescriptor: Sendable {
    let number: Int32
    /// Whether it was opened here. Standard input is not closed.
    let isOwned: Bool

    static let standardInput = FileDescriptor(number: 0, isOwned: false)

    private init(number: Int32, isOwned: Bool) {
        self.number = number
        self.isOwned = isOwned
    }

    deinit {
        if isOwned { _ = closeFile(number) }
    }

    /// Opens a file for reading.
    static func open(_ path: String) -> Result<FileDescriptor, SystemError> {
        while true {
            let number = openForReading(path)
            if number >= 0 { return .success(FileDescriptor(number: number, isOwned: true)) }
            if errno != EINTR { return .failure(SystemError(code: errno)) }
        }
    }

    /// As it is now; nil where the system does not tell.
    var status: FileStatus? {
        var raw = stat()
        return fstat(number, &raw) == 0 ? FileStatus(raw) : nil
    }

    /// Up to `count` bytes from `offset`, fewer where the file ends before.
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
            let count = readBytes(number, buffer, at: offset)
            if count >= 0 { return count }
            if errno != EINTR { return nil }
        }
    }
}

/// The bytes of a file from some place on, read without moving the file's own position and without being counted.
final class PositionedStream: ByteStream {
    private let file: FileDescriptor
    private let stop: StopFlag?
    private var position: Int

    init(_ file: FileDescriptor, from position: Int = 0, stop: StopFlag? = nil) {
        self.file = file
        self.position = position
        self.stop = stop
    }

    var wouldWait: Bool { false }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadStep {
        guard stop?.isSet != true, let count = file.read(into: buffer, at: position) else {
            return .failed("cannot be read further")
        }
        position += count
        return count == 0 ? .end : .bytes(count)
    }
}

// Inside the class the names of the system's functions are those of its methods.
private func openForReading(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }

private func closeFile(_ number: Int32) -> Int32 { close(number) }

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
    pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
}
