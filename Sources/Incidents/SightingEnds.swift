import Model

/// The first and the last of a set of sightings, at most `cap` at each end, one for each entry.
///
/// Which ones are kept depends on the set only, never on the order of adding: whatever is dropped has `cap`
/// entries before it and `cap` behind it, and more entries do not change that.
struct SightingEnds: Sendable {
    /// The only one, for as long as `many` is empty: most sets stay that small, and so cost no allocation.
    private var lone: Sighting
    /// Sorted and distinct.
    private var many: [Sighting] = []

    init(_ sighting: Sighting) {
        lone = sighting
    }

    var sorted: [Sighting] { many.isEmpty ? [lone] : many }

    mutating func add(_ sighting: Sighting, cap: Int) {
        if many.isEmpty {
            if lone.isSameEntry(as: sighting) {
                lone = min(lone, sighting)
            } else {
                many = lone < sighting ? [lone, sighting] : [sighting, lone]
            }
            return
        }
        insert(sighting, cap: cap)
    }

    mutating func add(_ other: SightingEnds, cap: Int) {
        if other.many.isEmpty {
            add(other.lone, cap: cap)
        } else {
            for sighting in other.many { add(sighting, cap: cap) }
        }
    }

    mutating func update(_ body: (inout Sighting) -> Void) {
        if many.isEmpty {
            body(&lone)
        } else {
            for index in many.indices { body(&many[index]) }
        }
    }

    private mutating func insert(_ sighting: Sighting, cap: Int) {
        let index = position(of: sighting)
        if index < many.count, many[index].isSameEntry(as: sighting) {
            if sighting < many[index] { many[index] = sighting }
            return
        }
        if many.count >= 2 * cap {
            if index == cap { return }
            // The middle one gives way; from `index` on, everything has moved by one then.
            many.remove(at: index < cap ? cap - 1 : cap)
            many.insert(sighting, at: index < cap ? index : index - 1)
        } else {
            many.insert(sighting, at: index)
        }
    }

    /// Where the sighting of the same entry is, or would be.
    private func position(of sighting: Sighting) -> Int {
        var low = 0
        var high = many.count
        while low < high {
            let middle = (low + high) / 2
            let other = many[middle]
            if (other.time, other.identity) < (sighting.time, sighting.identity) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
