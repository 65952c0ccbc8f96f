/// What standard output is.
enum Terminal {
    /// Colour on a terminal only, and not where NO_COLOR is set (no-color.org).
    static var hasColor: Bool {
        let noColor = System.environment("NO_COLOR").map { !$0.isEmpty } ?? false
        return System.isTerminal(1) && !noColor && System.environment("TERM") != "dumb"
    }
}
