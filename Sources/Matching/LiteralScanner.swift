import Model

/// Finds all literals of a catalogue in one pass over a message (Aho and Corasick's automaton, as one dense
/// table over classes of bytes).
// Sendable: the tables are filled by the initialiser and only read afterwards.
public final class LiteralScanner: @unchecked Sendable {
    public let literalCount: Int
    /// Byte → column of the table.
    private let classes: UnsafeMutablePointer<UInt8>
    /// (row of a state + class) → row of the next state. Rows of states that end a literal come last.
    private let table: UnsafeMutablePointer<UInt32>
    /// The first row of a state that ends a literal.
    private let firstEndingRow: UInt32
    private let classCount: Int
    private let firstEndingState: Int
    /// For each state that ends literals, from `firstEndingState`: their numbers; `foldingMark` for the marks.
    private let endings: [[Int32]]

    /// The UTF-8 of U+017F and U+212A, which fold to `s` and `k` (Unicode CaseFolding.txt, status C and S).
    private static let foldingCharacters: [[UInt8]] = [[0xC5, 0xBF], [0xE2, 0x84, 0xAA]]
    private static let foldingMark: Int32 = -1

    public init(_ catalog: LiteralCatalog) {
        literalCount = catalog.count
        var automaton = Automaton(literals: catalog.literals)
        for character in Self.foldingCharacters { automaton.insert(character, number: Self.foldingMark) }
        automaton.link()
        let order = automaton.orderByEnding()
        classCount = automaton.classCount
        firstEndingState = order.firstEnding
        firstEndingRow = UInt32(order.firstEnding * classCount)
        endings = order.states[order.firstEnding...].map { automaton.endings[$0] }
        classes = .allocate(capacity: 256)
        for byte in 0..<256 { (classes + byte).initialize(to: automaton.classes[byte]) }
        table = .allocate(capacity: order.states.count * classCount)
        let rows = order.rows.map { UInt32($0 * automaton.classCount) }
        var free = table
        for state in order.states {
            for next in automaton.next[(state * classCount)..<((state + 1) * classCount)] {
                free.initialize(to: rows[Int(next)])
                free += 1
            }
        }
    }

    deinit {
        classes.deallocate()
        table.deallocate()
    }

    /// Replaces what `hits` holds by the literals in `message`.
    public func scan(_ message: Bytes, into hits: LiteralHits) {
        hits.reset()
        guard literalCount > 0, let base = message.baseAddress else { return }
        var row: UInt32 = 0
        for index in 0..<message.count {
            row = table[Int(row) + Int(classes[Int(base[index])])]
            if row >= firstEndingRow { record(row, into: hits) }
        }
    }

    private func record(_ row: UInt32, into hits: LiteralHits) {
        for number in endings[Int(row) / classCount - firstEndingState] {
            if number == Self.foldingMark { hits.all = true } else { hits.insert(number) }
        }
    }
}

/// The automaton while it is built.
private struct Automaton {
    private(set) var classes = [UInt8](repeating: 0, count: 256)
    private(set) var classCount = 1
    private(set) var next: [Int32] = []
    private(set) var endings: [[Int32]] = []
    private var literals: [(bytes: [UInt8], number: Int32)]

    init(literals: [[UInt8]]) {
        self.literals = literals.enumerated().map { ($0.element, Int32($0.offset)) }
    }

    mutating func insert(_ literal: [UInt8], number: Int32) {
        literals.append((literal, number))
    }

    /// Builds the states and the links between them.
    mutating func link() {
        for byte in literals.flatMap(\.bytes) where classes[Int(byte)] == 0 {
            classes[Int(byte)] = UInt8(classCount)
            classCount += 1
        }
        for upper in UInt8(0x41)...0x5A { classes[Int(upper)] = classes[Int(upper | 0x20)] }
        // No more states than bytes: a table that grows would be copied again and again.
        next.reserveCapacity((literals.reduce(1) { $0 + $1.bytes.count }) * classCount)
        addState()
        for literal in literals { insertPath(literal.bytes, number: literal.number) }
        addFailureLinks()
    }

    private mutating func addState() {
        for _ in 0..<classCount { next.append(-1) }
        endings.append([])
    }

    private mutating func insertPath(_ bytes: [UInt8], number: Int32) {
        var state = 0
        for byte in bytes {
            let edge = state * classCount + Int(classes[Int(byte)])
            if next[edge] < 0 {
                next[edge] = Int32(endings.count)
                addState()
            }
            state = Int(next[edge])
        }
        endings[state].append(number)
    }

    /// Breadth first: a missing edge leads where the longest proper suffix leads.
    private mutating func addFailureLinks() {
        let classCount = classCount
        var failure = [Int](repeating: 0, count: endings.count)
        var queue: [Int] = []
        for column in 0..<classCount {
            if next[column] < 0 { next[column] = 0 } else { queue.append(Int(next[column])) }
        }
        var position = 0
        while position < queue.count {
            let state = queue[position]
            position += 1
            for number in endings[failure[state]] where !endings[state].contains(number) {
                endings[state].append(number)
            }
            let fallbacks = failure[state] * classCount
            let edges = state * classCount
            next.withUnsafeMutableBufferPointer { next in
                for column in 0..<classCount {
                    let fallback = next[fallbacks + column]
                    let target = next[edges + column]
                    if target < 0 {
                        next[edges + column] = fallback
                    } else {
                        failure[Int(target)] = Int(fallback)
                        queue.append(Int(target))
                    }
                }
            }
        }
    }

    /// The states with those that end a literal last; `rows` gives the new place of each.
    func orderByEnding() -> (states: [Int], rows: [Int], firstEnding: Int) {
        let quiet = endings.indices.filter { endings[$0].isEmpty }
        let states = quiet + endings.indices.filter { !endings[$0].isEmpty }
        var rows = [Int](repeating: 0, count: states.count)
        for (row, state) in states.enumerated() { rows[state] = row }
        return (states, rows, quiet.count)
    }
}
