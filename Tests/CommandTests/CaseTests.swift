import Foundation
import Testing

/// The command line by example: each folder of `Tests/Cases` with a file `args` is one run.
///
/// `args` holds one argument a line; `input` is standard input; `stdout`, `stderr` and `status` are what must
/// come of it (a missing file is not compared; a missing `status` is 0). The run is made inside the folder.
/// `UPDATE_CASES=1 swift test --filter CaseTests` writes what comes out; look at the difference before
/// you keep it.
@Suite struct CaseTests {
    struct Case: CustomTestStringConvertible {
        let folder: URL
        var testDescription: String { folder.pathComponents.suffix(2).joined(separator: "/") }

        func text(_ name: String) -> String? {
            (try? Data(contentsOf: folder.appending(path: name))).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    static let cases: [Case] = {
        let root = Tool.root.appending(path: "Tests/Cases")
        let walker = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        return (walker?.compactMap { $0 as? URL } ?? [])
            .filter { $0.lastPathComponent == "args" }
            .map { Case(folder: $0.deletingLastPathComponent()) }
            .sorted { $0.folder.path() < $1.folder.path() }
    }()

    @Test func thereAreCases() {
        #expect(Self.cases.count >= 10)
    }

    @Test(arguments: cases)
    func runsAsWritten(_ example: Case) throws {
        let arguments = (example.text("args") ?? "").split(separator: "\n").map(String.init)
        let input = try? Data(contentsOf: example.folder.appending(path: "input"))
        let outcome = try Tool.run(arguments, input: input, in: example.folder)
        let found = ["stdout": outcome.stdout, "stderr": outcome.stderr, "status": "\(outcome.status)\n"]
        if ProcessInfo.processInfo.environment["UPDATE_CASES"] != nil {
            for (name, text) in found {
                try Data(text.utf8).write(to: example.folder.appending(path: name))
            }
        }
        #expect(found["status"] == example.text("status") ?? "0\n")
        for name in ["stdout", "stderr"] {
            guard let expected = example.text(name) else { continue }
            #expect(found[name] == expected, "\(name) of \(example.testDescription)")
        }
    }
}
