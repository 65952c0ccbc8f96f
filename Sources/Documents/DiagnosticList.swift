import Model

/// Gathers all that is wrong with one file, so that it is reported at once.
public final class DiagnosticList {
    public let path: String
    public private(set) var all: [Diagnostic] = []

    public init(path: String) {
        self.path = path
    }

    public var isEmpty: Bool { all.isEmpty }

    public func report(_ mark: Mark, _ problem: String, _ advice: String) {
        all.append(
            Diagnostic(path: path, line: mark.line, column: mark.column, problem: problem, advice: advice))
    }

    /// Takes over what another list has found.
    public func append(_ diagnostics: [Diagnostic]) {
        all += diagnostics
    }
}
