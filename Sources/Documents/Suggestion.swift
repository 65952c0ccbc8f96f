/// Guesses which known name was meant by an unknown one.
public enum Suggestion {
    /// The known name that is nearest to `name`, if it is near: at most a third of its letters differ, two at
    /// most. Of equally near ones, the first in alphabetical order.
    public static func nearest(to name: String, among known: some Sequence<String>) -> String? {
        let limit = min(2, max(1, name.count / 3))
        let candidates = known.map { (distance(name.lowercased(), $0.lowercased()), $0) }
        guard let best = candidates.min(by: { $0 < $1 }), best.0 <= limit, best.1 != name else { return nil }
        return best.1
    }

    /// How many letters must be added, removed, changed or swapped with their neighbour to turn one text into
    /// the other (the restricted Damerau–Levenshtein distance).
    public static func distance(_ left: String, _ right: String) -> Int {
        let (rows, columns) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
        var beforePrevious: [Int] = []
        var previous = Array(0...columns.count)
        for row in 0..<rows.count {
            var current = [row + 1]
            for column in 0..<columns.count {
                let isSame = rows[row] == columns[column]
                var cost = min(
                    previous[column] + (isSame ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, rows[row] == columns[column - 1], rows[row - 1] == columns[column] {
                    cost = min(cost, beforePrevious[column - 1] + 1)
                }
                current.append(cost)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[columns.count]
    }
}
