/// Columns of text under a header, the first one to the left and the others to the right.
public struct TextTable {
    private var rows: [[String]]

    public init(header: [String]) {
        rows = [header]
    }

    public mutating func add(_ row: [String]) {
        rows.append(row)
    }

    /// The rows as lines, a rule below the header, in Markdown's form of a table.
    public var lines: [String] {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = rows.map { row in
            let cells = zip(row, widths).enumerated().map { column, cell in
                let space = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + space : space + cell.0
            }
            return "| " + cells.joined(separator: " | ") + " |"
        }
        let rule = widths.enumerated().map { column, width in
            let dashes = String(repeating: "-", count: max(width - 1, 2))
            return column == 0 ? dashes + "-" : dashes + ":"
        }
        lines.insert("| " + rule.joined(separator: " | ") + " |", at: 1)
        return lines
    }
}

/// A number with a fixed count of decimals, without the locale's ways.
public func decimal(_ value: Double, _ places: Int) -> String {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let signed = Int((value * Double(scale)).rounded())
    let scaled = abs(signed)
    let whole = (signed < 0 ? "-" : "") + String(scaled / scale)
    guard places > 0 else { return whole }
    let fraction = String(scaled % scale)
    return "\(whole)." + String(repeating: "0", count: places - fraction.count) + fraction
}
