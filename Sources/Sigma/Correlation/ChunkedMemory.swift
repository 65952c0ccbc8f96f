/// Elements of plain bits that grow without being moved, so that many of them never need their size twice.
struct ChunkedMemory<Element>: ~Copyable {
    private static var shift: Int { 10 }
    private static var mask: Int { 1 << shift - 1 }

    private var chunks: UnsafeMutablePointer<UnsafeMutablePointer<Element>>
    private var chunkCount = 0
    private var chunkCapacity = 8
    private(set) var count = 0

    init() {
        chunks = .allocate(capacity: 8)
    }

    deinit {
        for chunk in 0..<chunkCount { chunks[chunk].deallocate() }
        chunks.deallocate()
    }

    func copy() -> ChunkedMemory {
        var copy = ChunkedMemory()
        for index in 0..<count { copy.append(self[index].pointee) }
        return copy
    }

    /// Where an element stands, for as long as the memory lives.
    @inline(__always)
    subscript(index: Int) -> UnsafeMutablePointer<Element> {
        chunks[index &>> Self.shift] + (index & Self.mask)
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count &>> Self.shift == chunkCount { addChunk() }
        self[count].initialize(to: element)
        count &+= 1
    }

    @inline(never)
    private mutating func addChunk() {
        if chunkCount == chunkCapacity {
            let larger = UnsafeMutablePointer<UnsafeMutablePointer<Element>>.allocate(
                capacity: chunkCapacity * 2)
            larger.moveInitialize(from: chunks, count: chunkCount)
            chunks.deallocate()
            chunks = larger
            chunkCapacity *= 2
        }
        (chunks + chunkCount).initialize(to: .allocate(capacity: 1 << Self.shift))
        chunkCount += 1
    }

    /// Empties the memory; it is kept for what comes next.
    mutating func removeAllKeepingCapacity() {
        count = 0
    }
}
