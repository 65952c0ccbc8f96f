import Model

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What to read, in order, and what of the arguments cannot be read.
public struct InputList: Sendable {
    /// Each path once, in the order of the arguments; the files of a folder sorted by the bytes of their paths.
    public private(set) var items: [InputItem] = []
    /// Arguments that do not exist, in order.
    public private(set) var missing: [String] = []
    /// Folders that cannot be listed, links that lead nowhere.
    public private(set) var problems: [InputProblem] = []

    private var places: [String: Int] = [:]

    private init() {}

    /// Finds out what the arguments of a command line name.
    ///
    /// An argument is `-` for standard input, a file (or pipe, or device), a folder, which is walked, or a
    /// pattern for glob(3) where nothing of that very name exists.
    public static func expand(_ arguments: [String]) -> InputList {
        var list = InputList()
        for argument in arguments { list.add(argument) }
        return list
    }

    /// The inputs in portions of about so many bytes on disk; what has no size is a portion of its own. There is at
    /// least one; the first also has what could not be found.
    public func portions(bytes: Int) -> [InputList] {
        var portions: [InputList] = []
        var current = InputList()
        var filled = 0
        for item in items {
            let size = item.size ?? bytes
            if !current.items.isEmpty, filled + size > bytes {
                portions.append(current)
                current = InputList()
                filled = 0
            }
            current.items.append(item)
            filled += size
        }
        portions.append(current)
        portions[0].missing = missing
        portions[0].problems = problems
        return portions
    }

    private mutating func add(_ argument: String) {
        if argument == "-" { return append(.standardInput) }
        switch FileStatus.of(argument) {
        case .success(let status):
            add(path: argument, status)
        case .failure(let error) where error.isAbsence:
            let matches = globbed(argument)
            if matches.isEmpty { missing.append(argument) }
            for match in matches { addMatch(match) }
        case .failure(let error):
            report(argument, "cannot be examined: \(error)")
        }
    }

    private mutating func addMatch(_ path: String) {
        switch FileStatus.of(path) {
        case .success(let status): add(path: path, status)
        case .failure(let error): report(path, "cannot be examined: \(error)")
        }
    }

    private mutating func add(path: String, _ status: FileStatus) {
        if status.kind == .folder {
            let walk = FolderWalk(path)
            for file in walk.files {
                append(InputItem(path: file.path, isStandardInput: false, size: file.size, isExplicit: false))
            }
            problems += walk.problems
        } else {
            let size = status.kind == .regular ? status.size : nil
            append(InputItem(path: path, isStandardInput: false, size: size, isExplicit: true))
        }
    }

    private mutating func append(_ item: InputItem) {
        if let place = places[item.path] {
            // Found in a folder and typed as well: then it was meant.
            if item.isExplicit { items[place] = item }
        } else {
            places[item.path] = items.count
            items.append(item)
        }
    }

    private mutating func report(_ path: String, _ reason: String) {
        problems.append(InputProblem(path: path, line: nil, offset: nil, reason: reason))
    }
}

/// What glob(3) finds, sorted by bytes and not by the locale's rules, which differ between machines.
private func globbed(_ pattern: String) -> [String] {
    guard pattern.utf8.contains(where: { $0 == 0x2A || $0 == 0x3F || $0 == 0x5B }) else { return [] }
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, GLOB_NOSORT, nil, &found) == 0, let names = found.gl_pathv else { return [] }
    return (0..<Int(found.gl_pathc))
        .compactMap { names[$0].flatMap { String(validatingCString: $0) } }
        .sorted(by: precedesInBytes)
}

/// The order of UTF-8 bytes, which every machine and locale shares.
func precedesInBytes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
}
