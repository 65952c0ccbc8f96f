#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What stat(2) says about a path, links followed.
struct FileStatus {
    enum Kind {
        case regular, folder, other
    }

    /// Device and inode: what a file is, whatever paths lead to it.
    struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    let kind: Kind
    let size: Int
    let identity: Identity

    static func of(_ path: String) -> Result<FileStatus, SystemError> {
        var raw = stat()
        guard stat(path, &raw) == 0 else { return .failure(SystemError(code: errno)) }
        return .success(FileStatus(raw))
    }

    init(_ raw: stat) {
        switch raw.st_mode & S_IFMT {
        case S_IFREG: kind = .regular
        case S_IFDIR: kind = .folder
        default: kind = .other
        }
        size = Int(raw.st_size)
        identity = Identity(device: UInt64(truncatingIfNeeded: raw.st_dev), inode: UInt64(raw.st_ino))
    }
}

/// An error number of the system, with its text.
struct SystemError: Error, Equatable, CustomStringConvertible {
    let code: Int32

    /// Whether it says that there is nothing of that name.
    var isAbsence: Bool { code == ENOENT || code == ENOTDIR }

    var description: String { strerror(code).map { String(cString: $0) } ?? "error \(code)" }
}
