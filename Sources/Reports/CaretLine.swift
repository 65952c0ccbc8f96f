/// A line of a file and the mark below it, so that both align on a terminal whatever the line holds: tabs, wide
/// characters, accents, emoji, controls.
struct CaretLine {
    /// As it is shown.
    let text: String
    /// Columns before the mark.
    let indent: Int
    /// Columns of the mark; at least 1.
    let width: Int

    /// Columns of a line that are shown, those before the mark among them.
    private static let longest = 120
    private static let shownBefore = 60
    private static let tab = "    "

    /// - Parameters:
    ///   - column: Where the mark begins, counted from 1 in Unicode scalars.
    ///   - length: How many scalars it takes.
    init(line: String, column: Int, length: Int) {
        let cells = line.map(Cell.init)
        let (start, end) = (column - 1, column - 1 + max(1, length))
        var scalar = 0
        var (first, last) = (cells.count, cells.count)
        for (index, cell) in cells.enumerated() {
            if scalar + cell.scalars > start { first = min(first, index) }
            if scalar >= end { last = min(last, index) }
            scalar += cell.scalars
        }
        let cut = Self.cut(cells, before: first)
        let shown = cells[cut...]
        let before = cells[cut..<first].reduce(cut > 0 ? 1 : 0) { $0 + $1.columns }
        var text = cut > 0 ? "…" : ""
        var columns = cut > 0 ? 1 : 0
        for cell in shown {
            columns += cell.columns
            if columns > Self.longest {
                text += "…"
                break
            }
            text += cell.text
        }
        self.text = text
        indent = before
        width = max(
            1, min(cells[first..<max(first, last)].reduce(0) { $0 + $1.columns }, Self.longest - before))
    }

    /// How many cells are left out at the front, where the mark lies far to the right.
    private static func cut(_ cells: [Cell], before first: Int) -> Int {
        guard cells[..<first].reduce(0, { $0 + $1.columns }) > longest - shownBefore / 2 else { return 0 }
        var columns = 0
        var index = first
        while index > 0, columns < shownBefore {
            index -= 1
            columns += cells[index].columns
        }
        return index
    }

    /// What people see as one character.
    private struct Cell {
        let text: String
        let scalars: Int
        let columns: Int

        init(_ character: Character) {
            scalars = character.unicodeScalars.count
            if character == "\t" {
                text = CaretLine.tab
                columns = CaretLine.tab.utf8.count
            } else if character.unicodeScalars.contains(where: \.isHidden) {
                text = VisibleText.of(String(character))
                columns = text.unicodeScalars.count
            } else {
                text = String(character)
                columns = Self.columns(of: character)
            }
        }

        /// Marks and joiners take no column of their own; U+FE0F asks for the wide form of an emoji, and two
        /// regional indicators make a flag.
        private static func columns(of character: Character) -> Int {
            let scalars = character.unicodeScalars
            guard let first = scalars.first else { return 0 }
            let isFlag = (0x1F1E6...0x1F1FF).contains(first.value)
            let isWide = isFlag || scalars.contains("\u{FE0F}") || first.properties.isEmojiPresentation
            return isWide ? 2 : first.columns
        }
    }
}
