import Foundation
import Measurement

/// A new file, written to piece by piece and closed when nobody holds it any more.
final class OutputFile {
    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw CommandFailure.cannotOpen(path, errno: errno) }
    }

    deinit {
        close(descriptor)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        try writeAll(bytes, to: descriptor, named: path)
    }
}

/// Writes all of the bytes, however many the system takes at a time.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, named name: String) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
            throw BenchError("cannot write \(name): \(String(cString: strerror(errno)))")
        }
        rest = rest.dropFirst(count)
    }
}
