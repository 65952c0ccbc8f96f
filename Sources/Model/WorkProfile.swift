/// How often each of some numbered parts of the work was done, and how long that took. One a thread; only
/// made where somebody asked for it.
public final class WorkProfile {
    public struct Row: Sendable, Hashable {
        /// How often it was done.
        public var runs = 0
        /// How often it found something.
        public var matches = 0
        public var nanoseconds: Int64 = 0

        public init() {}

        public static func += (left: inout Row, right: Row) {
            left.runs += right.runs
            left.matches += right.matches
            left.nanoseconds += right.nanoseconds
        }
    }

    public private(set) var rows: [Row]
    private let clock: @Sendable () -> Int64

    /// For the parts numbered below `count`; `clock` gives nanoseconds that never go back.
    public init(count: Int, clock: @escaping @Sendable () -> Int64) {
        rows = Array(repeating: Row(), count: count)
        self.clock = clock
    }

    /// Does a part of the work; `matches` says how much a result has found.
    public func measure<Result>(_ part: Int, _ body: () -> Result, matches: (Result) -> Int) -> Result {
        let start = clock()
        let result = body()
        rows[part].nanoseconds += clock() - start
        rows[part].runs += 1
        rows[part].matches += matches(result)
        return result
    }
}
