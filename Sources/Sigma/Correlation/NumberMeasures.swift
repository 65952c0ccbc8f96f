/// The sum of numbers, or their mean. Nothing is ever subtracted, so that large numbers that have left the
/// window leave no error behind.
struct SumMeasure: WindowMeasure {
    private let isMean: Bool
    private var count = 0
    /// The sums of the older events of the window up to the newest of them, the oldest event's last.
    private var older: [Double] = []
    /// The sum of the events from `middle` on.
    private var newer = 0.0
    private var middle = 0

    init(isMean: Bool) {
        self.isMean = isMean
    }

    mutating func enter(_ index: Int, of events: ArraySlice<EventLog.Event>, low: Int) {
        if count == 0 { middle = index }
        newer += Double(bitPattern: events[index].value)
        count += 1
    }

    mutating func leave(_ index: Int, of events: ArraySlice<EventLog.Event>, high: Int) {
        if older.isEmpty {
            var sum = 0.0
            for position in (middle..<high).reversed() {
                sum += Double(bitPattern: events[position].value)
                older.append(sum)
            }
            newer = 0
            middle = high
        }
        older.removeLast()
        count -= 1
    }

    var measured: Double {
        let sum = (older.last ?? 0) + newer
        return isMean ? sum / Double(count) : sum
    }
}

/// A percentile of numbers, interpolated linearly between the two that are nearest to its rank.
struct RankMeasure: WindowMeasure {
    private let percentile: Double
    private let sorted: [Double]
    /// Sums of how often each of `sorted` is in the window, as a binary indexed tree.
    private var tree: [Int]
    private var count = 0

    init(_ events: ArraySlice<EventLog.Event>, percentile: Double) {
        self.percentile = percentile
        sorted = Set(events.map { Double(bitPattern: $0.value) }).sorted()
        tree = Array(repeating: 0, count: sorted.count + 1)
    }

    mutating func enter(_ index: Int, of events: ArraySlice<EventLog.Event>, low: Int) {
        add(1, events[index])
    }

    mutating func leave(_ index: Int, of events: ArraySlice<EventLog.Event>, high: Int) {
        add(-1, events[index])
    }

    private mutating func add(_ change: Int, _ event: EventLog.Event) {
        let value = Double(bitPattern: event.value)
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        var position = low + 1
        while position < tree.count {
            tree[position] += change
            position += position & -position
        }
        count += change
    }

    /// The number with `rank` smaller ones before it.
    private func number(_ rank: Int) -> Double {
        var (position, rest) = (0, rank)
        var step = 1
        while step * 2 < tree.count { step *= 2 }
        while step > 0 {
            if position + step < tree.count, tree[position + step] <= rest {
                position += step
                rest -= tree[position]
            }
            step /= 2
        }
        return sorted[min(position, sorted.count - 1)]
    }

    var measured: Double {
        let rank = percentile / 100 * Double(count - 1)
        let (below, part) = (number(Int(rank)), rank - rank.rounded(.down))
        return part == 0 ? below : below + (number(Int(rank) + 1) - below) * part
    }
}
