import Model
import Pipeline

/// Runs a scan with what a terminal expects of it: progress, and a way to stop it.
struct ScanRunner {
    private let scan: Scan
    private let showsProgress: Bool

    init(_ scan: Scan, showsProgress: Bool) {
        self.scan = scan
        self.showsProgress = showsProgress
    }

    /// Runs to the end, or to where a signal stops it (see `Interruption`).
    func run() -> Report {
        var report: Report?
        run { report = scan.run() }
        return report ?? Report(ledger: Ledger(), incidents: [])
    }

    /// Shows progress for as long as `body` has the scan read.
    func run(_ body: () -> Void) {
        let line = ProgressLine(scan)
        var threads = Threads()
        if showsProgress { threads.start { line.run() } }
        body()
        line.finish()
        threads.join()
    }
}
