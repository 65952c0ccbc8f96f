import Model

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Files that are read as a whole: rules, suppressions, reports.
enum TextFile {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The bytes of a file.
    static func bytes(of path: String) throws(Diagnostic) -> [UInt8] {
        guard let file = fopen(path, "rb") else { throw unreadable(path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        // A folder can be opened, but not read.
        guard ferror(file) == 0 else { throw unreadable(path) }
        return bytes
    }

    /// The text of a file, without a mark that some editors put first.
    static func read(_ path: String) throws(Diagnostic) -> PatternFile {
        let bytes = try bytes(of: path)
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        guard let text = String(validating: content, as: UTF8.self) else {
            throw Diagnostic(
                path: path, line: 1, column: 1, problem: "is not UTF-8", advice: "save it as UTF-8",
                check: .unreadable)
        }
        return PatternFile(path: path, text: text)
    }

    /// What is said of a file that the system does not let us read, right after it refused.
    static func unreadable(_ path: String) -> Diagnostic {
        let reason = errno == ENOENT ? "does not exist" : "cannot be read: \(System.lastError)"
        return Diagnostic(
            path: path, line: 1, column: 1, problem: reason,
            advice: errno == ENOENT ? "check its name" : "check what it is, and its permissions",
            check: .unreadable)
    }
}
