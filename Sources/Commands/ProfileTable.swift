import Model
import Pipeline
import Reports

/// Where the time went, as two tables for people: rules, and patterns of extraction documents.
enum ProfileTable {
    private static let nameWidth = 56

    static func text(_ profile: ScanProfile) -> String {
        let total = (profile.rules + profile.patterns).reduce(0) { $0 + $1.work.nanoseconds }
        return table("rule", profile.rules, total: total) + "\n"
            + table("pattern", profile.patterns, total: total)
    }

    /// The rows that took longest first; those that were never tried are counted.
    private static func table(_ title: String, _ rows: [ScanProfile.Row], total: Int64) -> String {
        let tried = rows.filter { $0.work.runs > 0 }
            .sorted { ($1.work.nanoseconds, $0.name) < ($0.work.nanoseconds, $1.name) }
        let width = ([title] + tried.map { name($0) }).map { VisibleText.columns($0) }.max() ?? 0
        let head = line(title, ["tried", "matches", "time", "each", "share"], width)
        let lines = tried.map { row in
            let work = row.work
            return line(
                name(row),
                [
                    String(work.runs), String(work.matches), time(work.nanoseconds),
                    time(work.nanoseconds / Int64(work.runs)), share(work.nanoseconds, of: total),
                ], width)
        }
        let idle = rows.count - tried.count
        let rest = idle > 0 ? "\(Wording.count(idle, "other was", "others were")) never tried\n" : ""
        return head + lines.joined() + rest
    }

    private static func line(_ name: String, _ cells: [String], _ width: Int) -> String {
        let padded = cells.map { String(repeating: " ", count: max(1, 11 - $0.utf8.count)) + $0 }
        let space = String(repeating: " ", count: width - VisibleText.columns(name))
        return name + space + padded.joined() + "\n"
    }

    private static func name(_ row: ScanProfile.Row) -> String {
        VisibleText.of(row.name, width: nameWidth)
    }

    /// In the largest unit that leaves a whole number of three digits or more.
    private static func time(_ span: Int64) -> String {
        if span < 10_000 { return "\(span) ns" }
        return span < 10_000_000 ? "\(span / 1000) us" : "\(span / 1_000_000) ms"
    }

    private static func share(_ span: Int64, of total: Int64) -> String {
        let tenths = total > 0 ? span * 1000 / total : 0
        return "\(tenths / 10).\(tenths % 10)%"
    }
}
