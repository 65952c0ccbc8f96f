import Model

/// Values that a message gives for sole fields, until it is known whether it names several. One a thread.
final class SoleValues {
    struct Found {
        var value: FieldValue
        var field: FieldID
        var isWeak: Bool
    }

    private struct State {
        var memory: UnsafeMutablePointer<Found>
        var count = 0
        var capacity = 16
    }

    /// Behind a pointer, as a class's stored variables are checked for overlapping access each time.
    private let state: UnsafeMutablePointer<State>

    init() {
        state = .allocate(capacity: 1)
        state.initialize(to: State(memory: .allocate(capacity: 16)))
    }

    deinit {
        state.pointee.memory.deallocate()
        state.deallocate()
    }

    var count: Int { state.pointee.count }

    subscript(index: Int) -> Found { state.pointee.memory[index] }

    func removeAll() {
        state.pointee.count = 0
    }

    func append(_ found: Found) {
        let count = state.pointee.count
        if count == state.pointee.capacity {
            let larger = UnsafeMutablePointer<Found>.allocate(capacity: count * 2)
            larger.moveInitialize(from: state.pointee.memory, count: count)
            state.pointee.memory.deallocate()
            state.pointee.memory = larger
            state.pointee.capacity = count * 2
        }
        (state.pointee.memory + count).initialize(to: found)
        state.pointee.count = count + 1
    }

    /// Whether a field has a value from anything but a weak pattern.
    func hasStrong(_ field: FieldID) -> Bool {
        for index in 0..<count where self[index].field == field && !self[index].isWeak { return true }
        return false
    }

    /// Whether all values of the field are this one.
    func isAlone(_ found: Found) -> Bool {
        for index in 0..<count
        where self[index].field == found.field && !self[index].value.bytes.equals(found.value.bytes) {
            return false
        }
        return true
    }
}
