import Model

/// Writes the numbers of a report in the text format of Prometheus, version 0.0.4, for the textfile collector of
/// the node exporter.
///
/// All are gauges: each run says anew what it saw. No series names a user, or anything else from logs.
public enum PrometheusMetrics {
    /// What a report does not know of the run that made it.
    public struct Run: Hashable, Sendable {
        /// The name of the command, which keeps the series of several commands of one machine apart.
        public var command: String
        public var version: String
        public var finished: Timestamp
        public var duration: Nanoseconds

        public init(command: String, version: String, finished: Timestamp, duration: Nanoseconds) {
            self.command = command
            self.version = version
            self.finished = finished
            self.duration = duration
        }
    }

    /// The whole text. A time that nothing has is left out.
    public static func text(_ report: Report, run: Run) -> String {
        families(report, run).filter { !$0.samples.isEmpty }.map { $0.text(command: run.command) }.joined()
    }

    private static func families(_ report: Report, _ run: Run) -> [Family] {
        let active = report.incidents.filter(\.status.isActive)
        return [
            Family(
                "incidents", "Incidents that the last run showed, by level and status.", incidents(report)),
            Family(
                "users_affected", "Users of incidents that are new or ongoing.",
                count: report.figures.users),
            Family(
                "last_evidence_timestamp_seconds",
                "Event time of the latest evidence of incidents that are new or ongoing.",
                time: active.lazy.compactMap(\.lastSeen).max()),
        ] + families(report.ledger) + [
            Family(
                "last_run_timestamp_seconds", "When the last run that wrote its report was done.",
                time: run.finished),
            Family(
                "last_run_duration_seconds", "How long the last run took.",
                [Sample(seconds(run.duration))]),
            Family(
                "build_info", "1, with the version of crosstalk that ran last.",
                [Sample("1", [("version", run.version)])]),
        ]
    }

    /// Every combination, so that a series never vanishes when its incidents do.
    private static func incidents(_ report: Report) -> [Sample] {
        Level.allCases.flatMap { level in
            IncidentStatus.allCases.map { status in
                let count = report.incidents.count { $0.level == level && $0.status == status }
                return Sample(String(count), [("level", level.name), ("status", status.rawValue)])
            }
        }
    }

    private static func families(_ ledger: Ledger) -> [Family] {
        let counts: [(String, String, Int)] = [
            ("inputs", "Inputs that were opened, or should have been.", ledger.inputs),
            ("incomplete_inputs", "Inputs that could not be read in full.", ledger.incompleteInputs),
            ("skipped_files", "Files of folders that are no log exports.", ledger.skippedFiles),
            ("read_bytes", "Bytes read, before decompression.", ledger.bytesRead),
            ("decoded_bytes", "Bytes read, after decompression.", ledger.bytesDecoded),
            ("entries", "Distinct log entries read.", ledger.entries),
            ("duplicate_entries", "Log entries read once more than needed.", ledger.duplicates),
            ("malformed_records", "Pieces of inputs that are no log entry.", ledger.malformed),
            ("repaired_entries", "Log entries read only after a repair.", ledger.repaired),
            ("untimed_entries", "Log entries without a time.", ledger.withoutTimestamp),
            ("out_of_range_entries", "Log entries outside the time asked for.", ledger.outOfRange),
            ("regex_limit_hits", "Matches given up at a regex limit.", ledger.regexLimitHits),
            ("evicted_states", "Pieces of state dropped to keep within memory.", ledger.evicted),
        ]
        return counts.map { Family($0.0, $0.1, count: $0.2) } + [
            Family(
                "last_entry_timestamp_seconds", "Event time of the latest log entry read.",
                time: ledger.lastTimestamp)
        ]
    }

    /// Nanoseconds as seconds, exactly.
    fileprivate static func seconds(_ span: Nanoseconds) -> String {
        let (whole, fraction) = span.magnitude.quotientAndRemainder(dividingBy: Nanoseconds.second.magnitude)
        let digits = String(fraction)
        var text = "\(whole).\(String(repeating: "0", count: 9 - digits.count))\(digits)"
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return (span < 0 ? "-" : "") + text
    }
}

/// One series of a metric: its labels and its value.
private struct Sample {
    let value: String
    let labels: [(name: String, value: String)]

    init(_ value: String, _ labels: [(name: String, value: String)] = []) {
        self.value = value
        self.labels = labels
    }
}

/// A metric with all of its series.
private struct Family {
    let name: String
    let help: String
    let samples: [Sample]

    init(_ name: String, _ help: String, _ samples: [Sample]) {
        self.name = "crosstalk_\(name)"
        self.help = help
        self.samples = samples
    }

    init(_ name: String, _ help: String, count: Int) {
        self.init(name, help, [Sample(String(count))])
    }

    init(_ name: String, _ help: String, time: Timestamp?) {
        self.init(name, help, time.map { [Sample(PrometheusMetrics.seconds($0.nanoseconds))] } ?? [])
    }

    func text(command: String) -> String {
        let head = "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
        return samples.reduce(into: head) { text, sample in
            let labels = ([("command", command)] + sample.labels)
                .map { "\($0.0)=\"\(Self.escaped($0.1))\"" }
            text += "\(name){\(labels.joined(separator: ","))} \(sample.value)\n"
        }
    }

    /// A label's value as the format wants it: backslash, line end and quotation mark escaped.
    private static func escaped(_ value: String) -> String {
        value.reduce(into: "") { text, character in
            switch character {
            case "\\": text += "\\\\"
            case "\n", "\r\n": text += "\\n"
            case "\"": text += "\\\""
            default: text.append(character)
            }
        }
    }
}
