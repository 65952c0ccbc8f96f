import Reports

/// How pages of text for people look.
struct PageLook {
    let width: Int
    let color: Bool

    /// Colour on a terminal only, and not where NO_COLOR is set (no-color.org); the terminal's width, else
    /// that of COLUMNS, else 100.
    init(isTerminal: Bool) {
        let noColor = System.environment("NO_COLOR").map { !$0.isEmpty } ?? false
        let isDumb = System.environment("TERM") == "dumb"
        let columns = System.environment("COLUMNS").flatMap { Int($0) }
        width = isTerminal ? System.columns(of: 1) ?? columns ?? 80 : columns ?? 100
        color = isTerminal && !noColor && !isDumb
    }

    /// Whether standard output shows colours.
    static var isColored: Bool { PageLook(isTerminal: System.isTerminal(1)).color }

    /// An empty page for standard output.
    static var page: TextPage {
        let look = PageLook(isTerminal: System.isTerminal(1))
        return TextPage(width: look.width, color: look.color)
    }
}
