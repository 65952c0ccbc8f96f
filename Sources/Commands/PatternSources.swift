import BuiltinPatterns
import Model

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The extraction documents and rules a run uses: those in the binary, or those of `--rules`.
struct PatternSources {
    var extraction: [PatternFile] = []
    var rules: [PatternFile] = []

    /// The name that stands for what ships with the tool; a folder of that name is written `./builtin`.
    static let builtinName = "builtin"

    /// What ships with the tool.
    static var builtin: PatternSources {
        var sources = PatternSources()
        for var document in BuiltinPatterns.documents {
            document.path = "Patterns/\(document.path)"
            sources.add(document, root: "Patterns")
        }
        return sources
    }

    /// Reads folders and files, and `builtin`; no path means just that. Without that name, documents below a
    /// folder named `extract` replace the built-in extraction, all others the built-in rules, and where there
    /// is no `extract` the built-in extraction stays in use. With it, all are added to what is built in.
    static func read(_ paths: [String]) throws(Diagnostic) -> PatternSources {
        var (sources, problems) = readAll(paths)
        if let first = problems.first { throw first }
        if sources.extraction.isEmpty { sources.extraction = Self.builtin.extraction }
        return sources
    }

    /// Reads all that can be read, and says what cannot. There is no extraction where none was given.
    static func readAll(_ paths: [String]) -> (sources: PatternSources, problems: [Diagnostic]) {
        let isBuiltin = paths.isEmpty || paths.contains(builtinName)
        var sources = isBuiltin ? builtin : PatternSources()
        var problems: [Diagnostic] = []
        for path in paths where path != builtinName {
            do throws(Diagnostic) {
                let files = try FileFinder.documents(at: path)
                guard !files.isEmpty else { throw noRules(in: path) }
                for file in files {
                    do throws(Diagnostic) {
                        sources.add(try TextFile.read(file), root: path)
                    } catch {
                        problems.append(error)
                    }
                }
            } catch {
                problems.append(error)
            }
        }
        return (sources, problems)
    }

    /// What is said where no rule comes out of a path.
    static func noRules(in path: String) -> Diagnostic {
        Diagnostic(
            path: path, line: 1, column: 1,
            problem: TextFile.exists(path) ? "no rules here" : "does not exist",
            advice: "name a .yml file, or a folder that holds some", check: .unreadable)
    }

    /// Sorts a file by the folders between it and the one that was named.
    private mutating func add(_ file: PatternFile, root: String) {
        let below = file.path.dropFirst(file.path == root ? 0 : root.count)
        let own = root.split(separator: "/").last.map { [$0] } ?? []
        if (own + below.split(separator: "/").dropLast()).contains("extract"), file.path != root {
            extraction.append(file)
        } else {
            rules.append(file)
        }
    }
}

/// Finds the YAML files of a folder.
private enum FileFinder {
    /// The file itself, or the `.yml` and `.yaml` files below a folder, sorted by path.
    static func documents(at path: String) throws(Diagnostic) -> [String] {
        guard let folder = opendir(path) else {
            if isFolder(path) { throw TextFile.unreadable(path) }
            return TextFile.exists(path) ? [path] : []
        }
        defer { closedir(folder) }
        var found: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            let child = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
            if isFolder(child) {
                found += try documents(at: child)
            } else if name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
                found.append(child)
            }
        }
        return found.sorted()
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        // Links to folders are not followed: they may lead in circles.
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
