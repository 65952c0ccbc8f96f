import Testing

/// The arrows of Package.swift, held against what the sources import. The compiler alone does not see to it:
/// a module that was built for one target can be found by another that never asked for it.
@Suite struct ImportTests {
    static let sources = SourceTree.swiftFiles(in: "Sources", "Plugins")

    @Test func sourcesAreFound() {
        #expect(Self.sources.contains { $0.path == "Sources/Model/LogEntry.swift" })
        #expect(Self.sources.contains { $0.target == "EmbedPatternsPlugin" })
    }

    @Test(arguments: Layers.all)
    func importsAreAllowed(layer: Layer) {
        for file in Self.sources where file.target == layer.target {
            for name in file.imports {
                #expect(
                    layer.targets.contains(name) || layer.libraries.contains(name),
                    "\(file.path) imports \(name), which \(layer.target) may not")
            }
        }
    }

    @Test func everyTargetHasARow() {
        let known = Set(Layers.all.map(\.target))
        let folders = Set(
            (SourceTree.files(in: "Sources") + SourceTree.files(in: "Plugins")).map(Self.target))
        #expect(folders.subtracting(known) == [], "targets without a row in Layers")
        #expect(known.subtracting(folders) == [], "rows in Layers without a target")
    }

    @Test func arrowsGoDownOnly() {
        for (place, layer) in Layers.all.enumerated() {
            let below = Layers.all[(place + 1)...].map(\.target)
            for target in layer.targets {
                #expect(below.contains(target), "\(layer.target) stands above nothing called \(target)")
            }
        }
    }

    /// The manifest may not promise more than the rows allow.
    @Test(arguments: Layers.all)
    func manifestHasTheSameArrows(layer: Layer) throws {
        guard let declared = Manifest.dependencies(of: layer.target) else { return }
        let known = Set(layer.targets + layer.libraries)
        #expect(Set(declared).subtracting(known) == [], "Package.swift gives these to \(layer.target)")
    }

    @Test(arguments: Layers.wrapped)
    func outsideLibraryHasOneOwner(library: String) {
        let owners = Set(Self.sources.filter { $0.imports.contains(library) }.map(\.target))
        #expect(owners.count <= 1, "\(library) is imported by \(owners.sorted().joined(separator: ", "))")
        let allowed = Layers.all.filter { ($0.targets + $0.libraries).contains(library) }
        #expect(allowed.count <= 1, "Layers allows \(library) to more than one target")
    }

    @Test(arguments: [
        ("import A", ["A"]), ("@testable import A", ["A"]), ("    public import A.B", ["A"]),
        ("import struct A.B", ["A"]), ("// import A", []), ("let text = \"import A\"", []),
        ("#if canImport(Glibc)", []), ("try import(A)", []),
        ("@preconcurrency internal import A  // why", ["A"]),
    ])
    func importsAreRead(line: String, names: [String]) {
        #expect(SourceFile(path: "Sources/T/f.swift", lines: [line]).imports == names)
    }

    private static func target(of path: String) -> String {
        String(path.split(separator: "/")[1])
    }
}
