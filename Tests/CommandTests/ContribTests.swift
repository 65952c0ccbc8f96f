import Foundation
import TestSupport
import Testing

/// The files of contrib/, held to what they are for.
@Suite struct ContribTests {
    private static let folder = Tool.root.appending(path: "contrib")

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test func theReadMeNamesEveryPart() throws {
        let page = try Self.text("README.md")
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Self.folder.path(percentEncoded: false))
        for name in names where name != "README.md" { #expect(page.contains("](\(name)"), "\(name)") }
    }

    // MARK: - cron

    /// The settings of the crontab, and its lines: a schedule and a command.
    private static func crontab() throws -> (settings: [String: String], jobs: [(when: String, what: String)])
    {
        var settings: [String: String] = [:]
        var jobs: [(when: String, what: String)] = []
        for line in try text("crontab").split(separator: "\n") where !line.hasPrefix("#") {
            if let match = line.wholeMatch(of: /(?<name>[A-Z]+)=(?<value>.*)/) {
                settings[String(match.output.name)] = String(match.output.value)
            } else {
                let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
                jobs.append((fields.prefix(5).joined(separator: " "), String(fields.last ?? "")))
            }
        }
        return (settings, jobs)
    }

    @Test func crontabLinesAreLines() throws {
        let (settings, jobs) = try Self.crontab()
        #expect(
            Set(settings.keys) == [
                "SHELL", "PATH", "MAILTO", "ZONE", "EXPORTS", "STORE", "REPORTS", "METRICS",
            ])
        #expect(jobs.count == 4)
        for job in jobs {
            #expect(try /[\d*]+ [\d*]+ [\d*]+ [\d*]+ [\d*]+/.wholeMatch(in: job.when) != nil)
            // cron ends a command at a bare per cent sign.
            #expect(job.what.replacing("\\%", with: "").contains("%") == false)
            let command = job.what.trimmingCharacters(in: .whitespaces).replacing("\\%", with: "%")
            #expect(try Tool.shell("bash -n <<'END'\n\(command)\nEND").status == 0, "\(command)")
        }
    }

    /// The commands do what they say, one after the other, with the paths changed and nothing else.
    @Test func crontabLinesRun() throws {
        let (settings, jobs) = try Self.crontab()
        try Workspace.with { workspace in
            var assignments = [
                "EXPORTS": "exports", "STORE": "crosstalk.db", "REPORTS": ".", "METRICS": "a.prom",
            ]
            assignments["ZONE"] = settings["ZONE"]
            let prefix = assignments.map { "export \($0.key)='\($0.value)';" }.sorted().joined(separator: " ")
            for job in jobs {
                let command = job.what.replacing("\\%", with: "%")
                let outcome = try workspace.outcome("\(prefix) \(command)")
                #expect(outcome.status == 0, "\(command)\n\(outcome.stderr)")
                // The sample day is long past: there is no news of yesterday, and no mail.
                #expect(outcome.stdout == "", "\(command)")
                #expect(outcome.stderr == "", "\(command)")
            }
            let pages = try workspace.outcome("ls *.html *.prom crosstalk.db | wc -l")
            #expect(pages.stdout.trimmingCharacters(in: .whitespacesAndNewlines) == "3")
        }
    }

    // MARK: - systemd, logrotate, shell

    @Test(.enabled(if: Tool.has("systemd-analyze"), "systemd is not here"))
    func systemdAcceptsTheUnits() throws {
        try withTemporaryFolder { scratch in
            let script = """
                cp '\(Self.folder.path(percentEncoded: false))/systemd/'* . &&
                ln -s '\(Tool.binary.path(percentEncoded: false))' crosstalk &&
                sed -i "s|/usr/local/bin/crosstalk|$PWD/crosstalk|" ./*.service &&
                systemd-analyze verify --man=no ./*.service ./*.timer
                """
            let outcome = try Tool.shell(script, in: scratch)
            #expect(outcome.status == 0)
            #expect(outcome.stdout + outcome.stderr == "")
        }
    }

    @Test(
        .enabled(if: Tool.has("/usr/sbin/logrotate"), "logrotate is not here"))
    func logrotateAcceptsItsFile() throws {
        try withTemporaryFolder { scratch in
            let script = """
                sed "s|/srv/exports|$PWD|" '\(Self.folder.path(percentEncoded: false))/logrotate.d/crosstalk' >conf &&
                chmod 644 conf && echo '{}' >live.ndjson && /usr/sbin/logrotate -d -s state conf
                """
            let outcome = try Tool.shell(script, in: scratch)
            #expect(outcome.status == 0)
            #expect(outcome.stderr.contains("considering log"))
            #expect(!outcome.stderr.contains("error:"), "\(outcome.stderr)")
        }
    }

    @Test(arguments: ["demo", "install-dependencies", "oracle-environment", "test", "try-cron"])
    func scriptsAreClean(name: String) throws {
        #expect(try Tool.shell("bash -n scripts/\(name)").status == 0)
        guard Tool.has("shellcheck") else { return }
        let outcome = try Tool.shell("shellcheck scripts/\(name)")
        #expect(outcome.status == 0, "\(outcome.stdout)")
    }

    // MARK: - Prometheus, chat

    @Test(.enabled(if: Tool.has("promtool"), "promtool is not here"))
    func promtoolAcceptsTheAlerts() throws {
        let outcome = try Tool.shell("promtool check rules contrib/prometheus/crosstalk.rules.yml")
        #expect(outcome.status == 0, "\(outcome.stderr)")
    }

    /// Alerts on a metric that nobody writes would never fire; nor would a metric help that nobody knows of.
    @Test func alertsAndDocumentsKnowTheMetrics() throws {
        try withTemporaryFolder { scratch in
            let outcome = try Tool.run(
                [
                    "--metrics", "out.prom",
                    Tool.root.appending(path: "SampleLogs/incident-day").path(percentEncoded: false),
                ],
                in: scratch)
            #expect(outcome.status == 0)
            let metrics = try String(contentsOf: scratch.appending(path: "out.prom"), encoding: .utf8)
            let names = Set(metrics.matches(of: /# TYPE (\S+)/).map { String($0.output.1) })
            let alerts = try Self.text("prometheus/crosstalk.rules.yml")
            let used = Set(alerts.matches(of: /crosstalk_[a-z_]+/).map { String($0.output) })
            #expect(used.count >= 5)
            #expect(used.subtracting(names) == [])
            let page = try String(
                contentsOf: Tool.root.appending(path: "docs/operations.md"), encoding: .utf8)
            for name in names {
                #expect(
                    page.contains("`\(name.dropFirst("crosstalk".count))`") || page.contains("`\(name)"),
                    "\(name)")
            }
        }
    }

    @Test(.enabled(if: Tool.has("jq"), "jq is not here"))
    func chatHearsOfNewIncidentsOnly() throws {
        let line = "crosstalk --format json SampleLogs/incident-day | jq -f contrib/webhook.jq"
        let outcome = try Tool.shell(line)
        #expect(outcome.status == 0, "\(outcome.stderr)")
        let text = try #require(try JSON(parsing: outcome.stdout)["text"].string)
        let lines = text.split(separator: "\n")
        #expect(lines.first == "7 new: users may have been mixed up")
        #expect(lines.count == 8)
        #expect(lines.dropFirst().first?.hasPrefix("• *critical* ") == true)
        for user in ["demo-user-001", "u-48213", "carol-1"] { #expect(!text.contains(user)) }
        let old = try Tool.shell(
            "crosstalk --format json SampleLogs/incident-day | jq '.incidents[].status = \"ongoing\"' | jq -f contrib/webhook.jq"
        )
        #expect(old.stdout == "")
        #expect(old.status == 0)
    }
}
