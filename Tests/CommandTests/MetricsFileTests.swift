import Foundation
import TestSupport
import Testing

/// What `--metrics` writes, as Prometheus reads it.
@Suite struct MetricsFileTests {
    private static let day = Tool.root.appending(path: "SampleLogs/incident-day").path(percentEncoded: false)

    /// The environment that scripts/oracle-environment makes: its Python knows Prometheus' own parser.
    private static let python: String? = {
        let named = ProcessInfo.processInfo.environment["CROSSTALK_ORACLE"] ?? ""
        let folder = URL(filePath: named.isEmpty ? ".build/oracle" : named, relativeTo: Tool.root)
        let python = folder.appending(path: "bin/python").path(percentEncoded: false)
        let knows = try? Tool.shell("'\(python)' -c 'import prometheus_client'").status == 0
        return knows == true ? python : nil
    }()

    private static let isContinuousIntegration = ProcessInfo.processInfo.environment["CI"] != nil

    private static func withMetrics(_ line: String = "", _ body: (URL) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let outcome = try Tool.shell(
                "\(line) crosstalk --metrics out.prom '\(day)' >report", in: folder)
            #expect(outcome.status == 0)
            #expect(outcome.stderr == "")
            try body(folder.appending(path: "out.prom"))
        }
    }

    @Test func figuresAreThoseOfTheReport() throws {
        let report = try JSON(parsing: Tool.run(["--format", "json", Self.day]).stdout)
        try Self.withMetrics { file in
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            for level in ["low", "medium", "high", "critical"] {
                let count = report["incidents"].array.count { $0["level"].string == level }
                #expect(
                    lines.contains(
                        "crosstalk_incidents{command=\"scan\",level=\"\(level)\",status=\"new\"} \(count)"))
            }
            let users = Set(report["incidents"].array.flatMap { $0["users"].strings })
            #expect(lines.contains("crosstalk_users_affected{command=\"scan\"} \(users.count)"))
            let entries = try #require(report["ledger"]["entries"].int)
            #expect(lines.contains("crosstalk_entries{command=\"scan\"} \(entries)"))
            for user in users { #expect(!lines.contains { $0.contains(user) }) }
        }
    }

    /// The exporter is another user, and takes files that end in .prom only: nothing half-written.
    @Test func othersMayReadTheFileAndSeeItWhole() throws {
        try Self.withMetrics("umask 077; echo old >out.prom;") { file in
            let path = file.path(percentEncoded: false)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o644)
            #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("# HELP crosstalk_incidents "))
            let names = try FileManager.default.contentsOfDirectory(
                atPath: file.deletingLastPathComponent().path(percentEncoded: false))
            #expect(names.sorted() == ["out.prom", "report"])
        }
    }

    /// Status 65 is a run, too: the metrics say what was not read.
    @Test func inputsThatAreNotReadAreTold() throws {
        try withTemporaryFolder { folder in
            let outcome = try Tool.run(
                ["--metrics", "out.prom"], input: Data("{\"textPayload\": \"cut".utf8), in: folder)
            #expect(outcome.status == 65)
            let text = try String(contentsOf: folder.appending(path: "out.prom"), encoding: .utf8)
            #expect(text.contains("\ncrosstalk_incomplete_inputs{command=\"scan\"} 1\n"))
        }
    }

    /// A report that could not be written is no run: the time in the old file says so.
    @Test func withoutAReportThereAreNoMetrics() throws {
        try withTemporaryFolder { folder in
            let outcome = try Tool.shell("crosstalk --metrics out.prom </dev/null >/dev/full", in: folder)
            #expect(outcome.status == 74)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == [])
        }
    }

    @Test(.enabled(if: Tool.has("promtool"), "promtool is not here"))
    func promtoolHasNothingToSay() throws {
        try Self.withMetrics { file in
            let outcome = try Tool.shell("promtool check metrics <'\(file.path(percentEncoded: false))'")
            #expect(outcome.status == 0)
            #expect(outcome.stdout + outcome.stderr == "")
        }
    }

    @Test(
        .enabled(
            if: python != nil || isContinuousIntegration,
            "The environment of the oracle is missing: run scripts/oracle-environment"))
    func prometheusReadsIt() throws {
        let python = try #require(Self.python, "run scripts/oracle-environment")
        let script = """
            import sys
            from prometheus_client.parser import text_string_to_metric_families as parse
            for family in parse(open(sys.argv[1]).read()):
                assert family.documentation, family.name
                print(family.name, family.type, len(family.samples))
            """
        try Self.withMetrics { file in
            let outcome = try Tool.shell(
                "'\(python)' -c '\(script)' '\(file.path(percentEncoded: false))'")
            #expect(outcome.status == 0, "\(outcome.stderr)")
            let families = outcome.stdout.split(separator: "\n")
            #expect(families.contains("crosstalk_incidents gauge 20"))
            #expect(families.contains("crosstalk_build_info gauge 1"))
            #expect(families.allSatisfy { $0.contains(" gauge ") })
            #expect(families.count == 20)
        }
    }
}
