/// A table that scrolls inside the page where it is wider, with a caption and headed columns and rows.
struct HTMLTable {
    struct Column {
        let title: String
        /// The class of its cells.
        let style: String

        static func text(_ title: String) -> Column { Column(title: title, style: "text") }
        static func number(_ title: String) -> Column { Column(title: title, style: "number") }
        static func time(_ title: String) -> Column { Column(title: title, style: "time") }
    }

    let caption: String
    let columns: [Column]

    func write(to writer: inout HTMLWriter, rows: (HTMLTable, inout HTMLWriter) -> Void) {
        // Whoever has no mouse scrolls it by the arrow keys once it has the focus.
        writer.element(
            "div", .css("scroll"), HTMLAttribute("role", "region"), HTMLAttribute("tabindex", "0"),
            .label(caption)
        ) { writer in
            writer.element("table") { writer in
                writer.element("caption", text: caption)
                writer.element("thead") { writer in
                    writer.element("tr") { writer in
                        for column in columns {
                            writer.element(
                                "th", HTMLAttribute("scope", "col"), .css(column.style),
                                text: column.title)
                        }
                    }
                }
                writer.element("tbody") { rows(self, &$0) }
            }
        }
    }

    /// A row of text.
    func row(_ cells: [String], to writer: inout HTMLWriter) {
        row(to: &writer) { number, writer in writer.text(cells[number]) }
    }

    /// A row; the first cell heads it.
    func row(to writer: inout HTMLWriter, cell: (Int, inout HTMLWriter) -> Void) {
        writer.element("tr") { writer in
            for (number, column) in columns.enumerated() {
                if number == 0 {
                    writer.element("th", HTMLAttribute("scope", "row"), .css(column.style)) {
                        cell(number, &$0)
                    }
                } else {
                    writer.element("td", .css(column.style)) { cell(number, &$0) }
                }
            }
        }
        writer.newline()
    }
}
