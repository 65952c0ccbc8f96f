import Foundation
import TestSupport

/// Chromium, driven by Python with nothing but its standard library; axe-core lies in the environment that
/// scripts/oracle-environment makes.
enum Browser {
    /// What one check found wrong, by its name.
    static let findings = Result { try run() }

    /// A browser, where one is installed.
    static let path: String? = {
        let environment = ProcessInfo.processInfo.environment
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
        return names.flatMap { name in folders.map { "\($0)/\(name)" } }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    private static let environment: URL = {
        let named = ProcessInfo.processInfo.environment["CROSSTALK_ORACLE"] ?? ""
        return URL(filePath: named.isEmpty ? ".build/oracle" : named, relativeTo: Tool.root)
    }()

    /// Whether tests are to run: where all is there, and on continuous integration in any case.
    static let isWanted: Bool = {
        let isCI = !(ProcessInfo.processInfo.environment["CI"] ?? "").isEmpty
        let stamp = environment.appending(path: "versions").path(percentEncoded: false)
        return isCI || path != nil && FileManager.default.fileExists(atPath: stamp)
    }()

    static let hint =
        "No browser: run scripts/install-dependencies chromium python3, and scripts/oracle-environment"

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static func run() throws -> [String: [String]] {
        guard let path else { throw Failure(description: hint) }
        return try withTemporaryFolder { folder in
            try ReportPages.write(to: folder)
            let output = try python([
                "Tests/CommandTests/Browser/browser.py", path, folder.path(percentEncoded: false),
                try axe().path(percentEncoded: false),
            ])
            return try JSONDecoder().decode([String: [String]].self, from: output)
        }
    }

    /// Runs a script of the tests and gives what it prints.
    static func python(_ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = environment.appending(path: "bin/python")
        process.currentDirectoryURL = Tool.root
        // -B: no bytecode beside the sources.
        process.arguments = ["-B"] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(arguments[0]) ended with \(process.terminationStatus)")
        }
        return data
    }

    private static func axe() throws -> URL {
        let libraries = environment.appending(path: "lib")
        let walker = FileManager.default.enumerator(at: libraries, includingPropertiesForKeys: nil)
        while let file = walker?.nextObject() as? URL {
            if file.lastPathComponent == "axe.min.js" { return file }
        }
        throw Failure(description: hint)
    }
}
