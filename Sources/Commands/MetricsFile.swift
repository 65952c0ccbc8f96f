import ArgumentParser
import Model
import Pipeline
import Reports

/// `--metrics`: the numbers of a run for Prometheus.
struct MetricsFile: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write the numbers of the run to this file, for the textfile collector of Prometheus' node exporter.",
            valueName: "file"),
        completion: .file(extensions: ["prom"]))
    var metrics: String?

    /// Writes the file, which others may read and which is replaced in one go; nothing where it was not asked
    /// for. Ends with 74 where that fails.
    ///
    /// Call it last: a run that wrote no report leaves the old file, whose time says so.
    /// - Parameters:
    ///   - command: The command that ran.
    ///   - start: When it began, by `MonotonicClock`.
    func write(_ report: Report, command: String, since start: Int64) throws {
        guard let metrics else { return }
        let run = PrometheusMetrics.Run(
            command: command, version: Crosstalk.version, finished: Timestamp(nanoseconds: System.now),
            duration: MonotonicClock.now - start)
        var buffer = ReportBuffer()
        buffer.append(PrometheusMetrics.text(report, run: run))
        // The node exporter runs as somebody else, and a umask may keep others out.
        try OutputFile.openOrEnd(metrics, mode: 0o644).fill { try buffer.flush(to: &$0) }
    }
}
