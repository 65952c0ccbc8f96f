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
        let line = ProgressLine(scan)
        var threads = Threads()
        if showsProgress { threads.start { line.run() } }
        let report = scan.run()
        line.finish()
        threads.join()
        return report
    }
}
