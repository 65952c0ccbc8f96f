import Model

/// Gathers all that is wrong with one file, so that it is reported at once.
public final class DiagnosticList {
    public let path: String
    /// What makes the file unusable.
    public private(set) var all: [Diagnostic] = []
    /// What does not.
    public private(set) var warnings: [Diagnostic] = []

    public init(path: String) {
        self.path = path
    }

    /// Whether nothing makes the file unusable.
    public var isEmpty: Bool { all.isEmpty }

    /// - Parameter length: How many characters are meant; nil for the word at the place.
    public func report(
        _ mark: Mark, _ problem: String, _ advice: String, check: Check = .structure, length: Int? = nil
    ) {
        all.append(diagnostic(mark, problem, advice, check, .error, length))
    }

    /// Reports something that can be used, but hardly does what its author wants.
    public func warn(
        _ mark: Mark, _ problem: String, _ advice: String, check: Check, length: Int? = nil
    ) {
        warnings.append(diagnostic(mark, problem, advice, check, .warning, length))
    }

    /// Takes over what another list has found.
    public func append(_ diagnostics: [Diagnostic]) {
        all += diagnostics
    }

    private func diagnostic(
        _ mark: Mark, _ problem: String, _ advice: String, _ check: Check, _ severity: Diagnostic.Severity,
        _ length: Int?
    ) -> Diagnostic {
        Diagnostic(
            path: path, line: mark.line, column: mark.column, problem: problem, advice: advice, check: check,
            severity: severity, length: length)
    }
}
