/// One way to begin a match, character by character, as far as each is a byte at a fixed distance.
struct SeedPath {
    /// What a byte must be.
    struct Place {
        var set: ScalarSet
        /// Whether the text may begin or end there instead.
        var allowsEdge: Bool
    }

    /// By distance from where the path begins; lookarounds give places before and behind it.
    private(set) var places: [Int: Place] = [:]
    /// How many characters it has taken, all of them ASCII.
    private(set) var length = 0
    /// Whether nothing is known of where it goes on.
    private(set) var isOpen = false
    private var boundaries: [Int] = []

    private static let longest = 40

    mutating func open() { isOpen = true }

    /// Takes a character.
    mutating func take(_ set: ScalarSet) {
        constrain(length, to: set, allowsEdge: false)
        // Of a character beyond ASCII, only the first byte is at a known place.
        if set.hasOthers || length == Self.longest { isOpen = true } else { length += 1 }
    }

    mutating func constrain(_ offset: Int, to set: ScalarSet, allowsEdge: Bool) {
        let place = places[offset] ?? Place(set: .all, allowsEdge: true)
        places[offset] = Place(
            set: place.set.intersection(set), allowsEdge: place.allowsEdge && allowsEdge)
    }

    /// Adds the places of another path.
    /// - Parameter shift: Where that path begins in this one.
    mutating func constrain(by other: SeedPath, shift: Int) {
        for (offset, place) in other.places {
            constrain(offset + shift, to: place.set, allowsEdge: place.allowsEdge)
        }
        boundaries += other.boundaries.map { $0 + shift }
    }

    mutating func addBoundary() { boundaries.append(length) }

    /// The path with what word boundaries say of the places beside them.
    var resolved: SeedPath {
        var result = self
        for offset in boundaries {
            for (known, other) in [(offset, offset - 1), (offset - 1, offset)] {
                guard let place = places[known], !place.allowsEdge, place.set.isSubset(of: .word) else {
                    continue
                }
                result.constrain(other, to: ScalarSet.word.inverted, allowsEdge: true)
            }
        }
        return result
    }

    /// The longest run of places that each take one character, in whatever case.
    var literal: (offset: Int, bytes: [UInt8]) {
        var best: (offset: Int, bytes: [UInt8]) = (0, [])
        var run: (offset: Int, bytes: [UInt8]) = (0, [])
        for offset in places.keys.sorted() {
            guard let place = places[offset], !place.allowsEdge, let byte = place.set.soleFolded else {
                run = (0, [])
                continue
            }
            if run.offset + run.bytes.count != offset { run = (offset, []) }
            run.bytes.append(byte)
            if run.bytes.count > best.bytes.count { best = run }
        }
        return best
    }
}
