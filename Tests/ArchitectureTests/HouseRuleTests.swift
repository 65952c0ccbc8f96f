import Foundation
import Testing

/// Rules of the house that a machine can see to.
@Suite struct HouseRuleTests {
    static let product = SourceTree.swiftFiles(in: "Sources")
    static let everything = SourceTree.swiftFiles(in: "Sources", "Plugins", "Tests", "Benchmarks")

    @Test func noFileIsTooLong() {
        for file in Self.everything {
            let count = file.lines.count - (file.lines.last == "" ? 1 : 0)
            #expect(count <= 400, "\(file.path) has \(count) lines; 400 are allowed")
        }
    }

    /// What a user gives us may be wrong; it may not end the process.
    @Test(arguments: ["try!", "fatalError("])
    func nothingEndsTheProcess(word: String) {
        for file in Self.product {
            for (number, text) in file.code {
                #expect(!text.contains(word), "\(file.path):\(number): \(word)")
            }
        }
    }

    @Test func uncheckedSendableHasAReason() {
        for file in Self.product {
            for (number, text) in file.code where text.contains("@unchecked Sendable") {
                #expect(
                    Self.hasReason(above: number, in: file),
                    "\(file.path):\(number): say why in a comment above that begins with “// Sendable:”")
            }
        }
    }

    @Test func manifestKeepsTheChecks() {
        #expect(!Manifest.text.contains("-Ounchecked"))
        #expect(!Manifest.text.contains("unsafeFlags"))
    }

    /// Versions are pinned in the manifest. What Package.resolved adds depends on where they were fetched from.
    @Test func noLockFileIsTracked() throws {
        let tracked = try Repository.trackedFiles()
        #expect(!tracked.contains { $0.hasSuffix("Package.resolved") })
        #expect(!tracked.contains { $0.hasPrefix("Benchmarks/work/") })
    }

    /// The package builds anywhere: no file leans on where somebody's copy of it lies.
    @Test(arguments: ["/" + "work/", "/" + "root/", "/" + "opt/swift"])
    func noPathOfAMachine(path: String) {
        for folder in [
            ".ci", "Benchmarks", "Patterns", "Plugins", "Sources", "Tests", "contrib", "docs", "man",
            "scripts",
        ] {
            for file in SourceTree.files(in: folder) {
                let text = " " + SourceTree.text(of: file)
                for range in text.ranges(of: path) {
                    let before = text[text.index(before: range.lowerBound)]
                    #expect(before.isLetter || before.isNumber, "\(file) names \(path)")
                }
            }
        }
    }

    /// The comment directly above a line may have several lines; one of them begins the reason.
    private static func hasReason(above number: Int, in file: SourceFile) -> Bool {
        file.lines[..<(number - 1)].reversed()
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .prefix { $0.hasPrefix("//") }
            .contains { $0.hasPrefix("// Sendable: ") }
    }
}

/// The repository that the package is checked out of.
private enum Repository {
    /// The tracked files; none where there is no repository, as in an archive of the sources.
    static func trackedFiles() throws -> [String] {
        let git = Process()
        git.executableURL = URL(filePath: "/usr/bin/env")
        git.arguments = ["git", "-C", SourceTree.root.path(percentEncoded: false), "ls-files"]
        let output = Pipe()
        git.standardOutput = output
        git.standardError = FileHandle.nullDevice
        try git.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        git.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
