/// An array that grows without copying what it holds, so that a large one never needs its size twice.
struct ChunkedArray<Element: Sendable>: Sendable {
    private static var shift: Int { 10 }
    private static var mask: Int { 1 << shift - 1 }

    private var chunks: ContiguousArray<ContiguousArray<Element>> = []
    private(set) var count = 0

    @inline(__always)
    subscript(index: Int) -> Element {
        get { chunks[index >> Self.shift][index & Self.mask] }
        _modify { yield &chunks[index >> Self.shift][index & Self.mask] }
    }

    mutating func append(_ element: Element) {
        let (chunk, index) = (count >> Self.shift, count & Self.mask)
        if chunk == chunks.count {
            chunks.append([])
            chunks[chunk].reserveCapacity(1 << Self.shift)
        }
        if index < chunks[chunk].count {
            chunks[chunk][index] = element
        } else {
            chunks[chunk].append(element)
        }
        count += 1
    }

    /// Empties the array; its room is kept for what comes next.
    mutating func removeAllKeepingCapacity() {
        count = 0
    }
}
