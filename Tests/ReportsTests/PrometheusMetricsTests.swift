import Model
import Reports
import Testing

@Suite struct PrometheusMetricsTests {
    private static func run(version: String = "1.2.3") -> PrometheusMetrics.Run {
        PrometheusMetrics.Run(
            command: "scan", version: version,
            finished: Timestamp(rfc3339: "2025-09-15T06:00:00.25Z") ?? Timestamp(nanoseconds: 0),
            duration: 1_500_000_000)
    }

    private static func samples(_ report: Report, run: PrometheusMetrics.Run = run()) -> [String: String] {
        let lines = PrometheusMetrics.text(report, run: run).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ").map(String.init) }
        return Dictionary(lines.map { ($0[0], $0[1]) }) { first, _ in "\(first) twice" }
    }

    private static func name(_ metric: String) -> String { "crosstalk_\(metric){command=\"scan\"}" }

    @Test func everyLevelAndStatusHasASeries() {
        var resolved = Sample.incident(level: .low)
        resolved.status = .resolved
        let report = Report(ledger: Ledger(), incidents: [Sample.incident, Sample.incident, resolved])
        let counts = Self.samples(report).filter { $0.key.hasPrefix("crosstalk_incidents{") }
        #expect(counts.count == Level.allCases.count * IncidentStatus.allCases.count)
        #expect(
            counts.filter { $0.value != "0" } == [
                #"crosstalk_incidents{command="scan",level="critical",status="new"}"#: "2",
                #"crosstalk_incidents{command="scan",level="low",status="resolved"}"#: "1",
            ])
    }

    @Test(
        arguments: [
            (\Ledger.inputs, "inputs"), (\.incompleteInputs, "incomplete_inputs"),
            (\.skippedFiles, "skipped_files"), (\.bytesRead, "read_bytes"),
            (\.bytesDecoded, "decoded_bytes"), (\.entries, "entries"), (\.duplicates, "duplicate_entries"),
            (\.malformed, "malformed_records"), (\.repaired, "repaired_entries"),
            (\.withoutTimestamp, "untimed_entries"), (\.outOfRange, "out_of_range_entries"),
            (\.regexLimitHits, "regex_limit_hits"), (\.evicted, "evicted_states"),
        ] as [(WritableKeyPath<Ledger, Int> & Sendable, String)])
    func theLedgerIsTold(count: WritableKeyPath<Ledger, Int> & Sendable, metric: String) {
        var ledger = Ledger()
        ledger[keyPath: count] = 4711
        let samples = Self.samples(Report(ledger: ledger, incidents: []))
        #expect(samples[Self.name(metric)] == "4711")
        #expect(samples.values.count { $0 == "4711" } == 1)
    }

    @Test func timesAreSecondsAndExact() {
        let samples = Self.samples(Sample.report)
        #expect(samples[Self.name("last_run_timestamp_seconds")] == "1757916000.25")
        #expect(samples[Self.name("last_run_duration_seconds")] == "1.5")
        #expect(samples[Self.name("last_evidence_timestamp_seconds")] == "1757815565.25")
        #expect(samples[Self.name("last_entry_timestamp_seconds")] == "1757899800")
        #expect(samples[Self.name("users_affected")] == "2")
    }

    /// What does not ask for attention is no news.
    @Test func onlyActiveIncidentsAffectUsers() {
        var suppressed = Sample.incident
        suppressed.status = .suppressed
        let samples = Self.samples(Report(ledger: Ledger(), incidents: [suppressed]))
        #expect(samples[Self.name("users_affected")] == "0")
        #expect(samples[Self.name("last_evidence_timestamp_seconds")] == nil)
        #expect(samples[Self.name("last_entry_timestamp_seconds")] == nil)
    }

    @Test func labelsAreEscaped() {
        let text = PrometheusMetrics.text(Sample.report, run: Self.run(version: "a\"b\\c\nd"))
        #expect(text.contains(#"crosstalk_build_info{command="scan",version="a\"b\\c\nd"} 1"# + "\n"))
    }

    @Test(arguments: ["alice", "bob", "demo-use", "req_1", "a.json", "chat-001"])
    func nothingFromLogsIsALabel(word: String) {
        #expect(!PrometheusMetrics.text(Sample.report, run: Self.run()).contains(word))
    }

    /// HELP and TYPE stand once, before the first series of their metric.
    @Test func familiesHoldTogether() {
        var seen: Set<String> = []
        var current = ""
        for line in PrometheusMetrics.text(Sample.report, run: Self.run()).split(separator: "\n") {
            let words = line.split(separator: " ")
            if words[0] == "#" {
                if words[1] == "HELP" {
                    current = String(words[2])
                    #expect(seen.insert(current).inserted, "\(line)")
                } else {
                    #expect(words.dropFirst(1) == ["TYPE", Substring(current), "gauge"], "\(line)")
                }
            } else {
                #expect(words[0].prefix { $0 != "{" } == current, "\(line)")
            }
        }
        #expect(seen.count > 15)
    }
}
