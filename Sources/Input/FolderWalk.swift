import Model

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The regular files below a folder, sorted by the bytes of their paths.
///
/// Names that begin with a dot are passed over, and so are pipes, sockets and devices, which could block.
/// Links to folders are followed, but no folder is entered twice, by whatever path: links may form loops.
struct FolderWalk {
    private(set) var files: [(path: String, size: Int)] = []
    private(set) var problems: [InputProblem] = []

    private var entered: Set<FileStatus.Identity> = []
    /// Folders behind links wait until the real ones are done, so that files keep their real paths.
    private var linked: [String] = []

    init(_ folder: String) {
        enter(folder)
        while !linked.isEmpty {
            let waiting = linked.sorted(by: precedesInBytes)
            linked = []
            for path in waiting { enter(path) }
        }
        files.sort { precedesInBytes($0.path, $1.path) }
        problems.sort()
    }

    private mutating func enter(_ folder: String) {
        var waiting = [folder]
        while let path = waiting.popLast() {
            switch FileStatus.of(path) {
            case .failure(let error): report(path, "cannot be examined: \(error)")
            case .success(let status):
                guard entered.insert(status.identity).inserted else { continue }
                waiting += list(path)
            }
        }
    }

    /// Takes the files of one folder and returns the folders in it.
    private mutating func list(_ folder: String) -> [String] {
        guard let stream = opendir(folder) else {
            report(folder, "cannot be listed: \(SystemError(code: errno))")
            return []
        }
        defer { closedir(stream) }
        var folders: [String] = []
        while let entry = readdir(stream) {
            guard let name = name(of: entry) else {
                report(folder, "holds a name that is not UTF-8; it is not read")
                continue
            }
            if name.utf8.first == UInt8(ascii: ".") { continue }
            if let inner = take(folder.utf8.last == 0x2F ? folder + name : "\(folder)/\(name)") {
                folders.append(inner)
            }
        }
        return folders
    }

    private func name(of entry: UnsafeMutablePointer<dirent>) -> String? {
        withUnsafePointer(to: &entry.pointee.d_name) { tuple in
            tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
                String(validatingCString: $0)
            }
        }
    }

    /// Takes a file; returns the path where it is a folder to enter.
    private mutating func take(_ path: String) -> String? {
        switch FileStatus.of(path) {
        case .failure(let error):
            report(path, "cannot be examined: \(error)")
        case .success(let status) where status.kind == .regular:
            files.append((path, status.size))
        case .success(let status) where status.kind == .folder:
            if !isLink(path) { return path }
            linked.append(path)
        case .success: break
        }
        return nil
    }

    private func isLink(_ path: String) -> Bool {
        var raw = stat()
        return lstat(path, &raw) == 0 && raw.st_mode & S_IFMT == S_IFLNK
    }

    private mutating func report(_ path: String, _ reason: String) {
        problems.append(InputProblem(path: path, line: nil, offset: nil, reason: reason))
    }
}
