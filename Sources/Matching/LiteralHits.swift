/// Where a literal stands in a message.
public struct LiteralOccurrence {
    public let literal: LiteralID
    /// Its first byte.
    public let position: Int

    @inlinable
    init(literal: LiteralID, position: Int) {
        self.literal = literal
        self.position = position
    }
}

/// The literals found in one message, and where. One a thread, filled by `LiteralScanner.scan`.
public final class LiteralHits {
    @usableFromInline struct Place {
        @usableFromInline var literal: Int32
        @usableFromInline var position: UInt32
    }

    @usableFromInline struct State {
        @usableFromInline var words: UnsafeMutablePointer<UInt64>
        @usableFromInline var list: UnsafeMutablePointer<Int32>
        @usableFromInline var count = 0
        @usableFromInline var all = false
        @usableFromInline var places: UnsafeMutablePointer<Place>
        @usableFromInline var placeCount = 0
        @usableFromInline var placeCapacity: Int
    }

    private static let firstPlaceCapacity = 256

    /// Behind a pointer, as a class's stored variables are checked for overlapping access each time.
    @usableFromInline let state: UnsafeMutablePointer<State>

    /// Room for the hits of a catalogue with `literalCount` literals.
    public init(literalCount: Int) {
        let words = UnsafeMutablePointer<UInt64>.allocate(capacity: literalCount / 64 + 1)
        words.initialize(repeating: 0, count: literalCount / 64 + 1)
        let list = UnsafeMutablePointer<Int32>.allocate(capacity: literalCount + 1)
        list.initialize(repeating: 0, count: literalCount + 1)
        state = .allocate(capacity: 1)
        state.initialize(
            to: State(
                words: words, list: list, places: .allocate(capacity: Self.firstPlaceCapacity),
                placeCapacity: Self.firstPlaceCapacity))
    }

    deinit {
        state.pointee.words.deallocate()
        state.pointee.list.deallocate()
        state.pointee.places.deallocate()
        state.deallocate()
    }

    /// How many different literals were found.
    @inlinable
    public var count: Int { state.pointee.count }

    /// Whether the message holds characters that fold to ASCII letters (U+017F, U+212A): then every literal
    /// counts as found.
    @inlinable
    public var all: Bool { state.pointee.all }

    /// Whether the literal occurs, or may occur.
    @inlinable
    public func contains(_ id: LiteralID) -> Bool {
        state.pointee.all || state.pointee.words[id.index >> 6] & (1 << UInt64(id.index & 63)) != 0
    }

    /// The found literals, each once; complete only where `all` is false.
    @inlinable
    public subscript(position: Int) -> LiteralID { LiteralID(index: Int(state.pointee.list[position])) }

    /// How many times literals occur, in ASCII letters, whether `all` is true or not.
    @inlinable
    public var occurrenceCount: Int { state.pointee.placeCount }

    /// Each time that a literal occurs, in no particular order.
    @inlinable
    public func occurrence(_ index: Int) -> LiteralOccurrence {
        let place = state.pointee.places[index]
        return LiteralOccurrence(literal: LiteralID(index: Int(place.literal)), position: Int(place.position))
    }

    func reset() {
        for index in 0..<state.pointee.count {
            state.pointee.words[Int(state.pointee.list[index]) >> 6] = 0
        }
        state.pointee.count = 0
        state.pointee.placeCount = 0
        state.pointee.all = false
    }

    func markAll() { state.pointee.all = true }

    @inline(__always)
    func insert(_ literal: Int32, at position: Int) {
        if state.pointee.placeCount == state.pointee.placeCapacity { grow() }
        state.pointee.places[state.pointee.placeCount] = Place(
            literal: literal, position: UInt32(truncatingIfNeeded: position))
        state.pointee.placeCount &+= 1
        let bit: UInt64 = 1 << UInt64(literal & 63)
        let word = state.pointee.words + Int(literal >> 6)
        guard word.pointee & bit == 0 else { return }
        word.pointee |= bit
        state.pointee.list[state.pointee.count] = literal
        state.pointee.count &+= 1
    }

    private func grow() {
        let larger = UnsafeMutablePointer<Place>.allocate(capacity: state.pointee.placeCapacity * 2)
        larger.moveInitialize(from: state.pointee.places, count: state.pointee.placeCount)
        state.pointee.places.deallocate()
        state.pointee.places = larger
        state.pointee.placeCapacity *= 2
    }
}
