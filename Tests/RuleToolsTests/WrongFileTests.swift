import BuiltinPatterns
import Foundation
import Model
import Pipeline
import RuleTools
import Testing

/// Wrong files, one for each kind of mistake: `Tests/WrongFiles/rules` and `Tests/WrongFiles/extract`.
///
/// At its end each says in comments what must be found in it, and nothing else may be:
/// `#! line:column: severity check`.
@Suite struct WrongFileTests {
    struct WrongFile: CustomTestStringConvertible {
        let name: String
        let isExtraction: Bool
        let text: String
        var testDescription: String { name }

        var expected: [String] {
            text.split(separator: "\n").filter { $0.hasPrefix("#! ") }.map { String($0.dropFirst(3)) }
                .sorted()
        }
    }

    static let files: [WrongFile] = ["rules", "extract"].flatMap { kind -> [WrongFile] in
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "WrongFiles/\(kind)")
        let found = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return (found ?? []).filter { $0.pathExtension == "yml" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .compactMap { file in
                (try? String(contentsOf: file, encoding: .utf8)).map {
                    WrongFile(
                        name: "\(kind)/\(file.lastPathComponent)", isExtraction: kind == "extract", text: $0)
                }
            }
    }

    private static let builtin = BuiltinPatterns.documents
    private static let builtinExtraction = builtin.filter { $0.path.hasPrefix("extract/") }

    @Test func thereIsAFileForEveryKindOfMistake() {
        #expect(Self.files.count >= 120)
        let seen = Set(Self.files.flatMap(\.expected).map { String($0.split(separator: " ")[2]) })
        // Of these two, the first needs a file that cannot be read, the second a very large one.
        let untried = Set(Check.allCases.map(\.rawValue)).subtracting(seen)
        #expect(untried == ["unreadable", "too-large"])
    }

    @Test(arguments: files)
    func everyMistakeIsFoundAtItsPlace(_ file: WrongFile) {
        let document = PatternFile(path: file.name, text: file.text)
        let report =
            file.isExtraction
            ? PatternCheck.run(extraction: [document], rules: [], reportsExtraction: true)
            : PatternCheck.run(
                extraction: Self.builtinExtraction, rules: [document], reportsExtraction: false)
        let found = report.problems.map {
            "\($0.line):\($0.column): \($0.severity.rawValue) \($0.check.rawValue)"
        }
        #expect(found.sorted() == file.expected)
        let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        for problem in report.problems {
            let length = lines[problem.line - 1].unicodeScalars.count
            #expect(problem.column - 1 + (problem.length ?? 0) <= max(length, problem.column), "\(problem)")
        }
    }

    @Test func theBuiltinPatternsAreClean() {
        let report = PatternCheck.run(
            extraction: Self.builtinExtraction, rules: Self.builtin.filter { $0.path.hasPrefix("rules/") },
            reportsExtraction: true)
        #expect(report.problems.map(\.description) == [])
        #expect(report.files.count == Self.builtin.count)
        #expect(report.ruleCount > 10)
    }

    /// A warning never keeps rules from being used.
    @Test(arguments: files.filter { !$0.isExtraction })
    func scansRefuseNothingThatHasWarningsOnly(_ file: WrongFile) {
        guard file.expected.allSatisfy({ $0.contains(" warning ") }) else { return }
        #expect(throws: Never.self) {
            try Engine(
                extraction: Self.builtinExtraction, rules: [PatternFile(path: file.name, text: file.text)],
                checksSamples: false)
        }
    }
}
