import ArgumentParser
import Reports

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What went wrong with the output.
enum OutputError: Error {
    /// Nobody reads the pipe any more: no error for whoever closed it.
    case closedPipe
    /// What the system says.
    case failed(String)
}

/// Where a report is written: standard output, or a file that appears whole or not at all.
struct OutputFile: ReportSink {
    /// The name for messages.
    let name: String
    private let descriptor: Int32
    private let replacement: Replacement?

    /// Where the bytes gather until `finish` puts them in their place.
    private struct Replacement {
        let temporary: String
        let target: String
    }

    /// Standard output.
    static let standardOutput = OutputFile(name: "standard output", descriptor: 1, replacement: nil)

    /// Opens a file for writing. A regular file is replaced by `finish` only, and one behind a link where it
    /// is; a device or a pipe is written to.
    /// - Parameter mode: Who may read and write a regular file; nil for what it was, or what the umask leaves.
    static func open(_ path: String, mode: mode_t? = nil) throws(OutputError) -> OutputFile {
        if path == "-" { return standardOutput }
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFREG {
            return OutputFile(name: path, descriptor: try open(path, flags: O_WRONLY), replacement: nil)
        }
        let target = exists ? System.resolved(path) ?? path : path
        let temporary = "\(target).\(getpid()).tmp"
        // In a folder of many people's files, somebody may have put a link where the name can be guessed.
        unlink(temporary)
        let descriptor = try open(temporary, flags: O_WRONLY | O_CREAT | O_EXCL)
        if let mode = mode ?? (exists ? status.st_mode & 0o7777 : nil) { _ = fchmod(descriptor, mode) }
        return OutputFile(
            name: path, descriptor: descriptor,
            replacement: Replacement(temporary: temporary, target: target))
    }

    private static func open(_ path: String, flags: Int32) throws(OutputError) -> Int32 {
        let descriptor = openForWriting(path, flags)
        guard descriptor >= 0 else { throw .failed(System.lastError) }
        return descriptor
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        guard let code = System.write(bytes, to: descriptor) else { return }
        throw System.isBrokenPipe(code) ? OutputError.closedPipe : .failed(System.message(code))
    }

    /// Writes a whole page to standard output; ends with 74 where that fails, and quietly where a pipe was
    /// closed.
    static func print(_ buffer: ReportBuffer) throws {
        try standardOutput.fill { sink in
            var rest = buffer
            try rest.flush(to: &sink)
        }
    }

    /// Opens standard output, or the file of that path; ends with 74 where that fails.
    static func openOrEnd(_ path: String?, mode: mode_t? = nil) throws -> OutputFile {
        guard let path else { return standardOutput }
        do {
            return try open(path, mode: mode)
        } catch {
            throw failure(error, name: path)
        }
    }

    /// Writes what `body` writes and puts it in its place; ends with 74 where that fails, and quietly where a
    /// pipe was closed.
    func fill(_ body: (inout OutputFile) throws -> Void) throws {
        var sink = self
        do {
            try body(&sink)
            try sink.finish()
        } catch OutputError.closedPipe {
            return
        } catch let error as OutputError {
            sink.abandon()
            throw Self.failure(error, name: name)
        }
    }

    private static func failure(_ error: OutputError, name: String) -> ExitCode {
        if case .failed(let reason) = error { Message.print("cannot write \(name): \(reason)") }
        return ExitStatus.outputFailed.code
    }

    /// Puts a file in its place. Call it once, after the last byte.
    func finish() throws(OutputError) {
        guard let replacement else { return }
        guard fsync(descriptor) == 0, close(descriptor) == 0,
            rename(replacement.temporary, replacement.target) == 0
        else {
            let reason = System.lastError
            unlink(replacement.temporary)
            throw .failed(reason)
        }
    }

    /// Removes what was written so far.
    func abandon() {
        guard let replacement else { return }
        close(descriptor)
        unlink(replacement.temporary)
    }
}

// Inside the type the name of the system's function is that of its own methods.
private func openForWriting(_ path: String, _ flags: Int32) -> Int32 { open(path, flags | O_CLOEXEC, 0o644) }
