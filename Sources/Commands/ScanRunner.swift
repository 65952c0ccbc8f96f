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
    func run() -> Report { run { scan.run() } }

    /// Shows progress for as long as `body` has the scan read.
    func run<Result>(_ body: () -> Result) -> Result {
        let line = ProgressLine(scan)
        var threads = Threads()
        if showsProgress { threads.start { line.run() } }
        let result = body()
        line.finish()
        threads.join()
        return result
    }
}
