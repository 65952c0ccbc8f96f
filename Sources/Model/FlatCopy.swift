extension UnsafeMutablePointer {
    /// A copy of an array's elements, which are plain bits, for whoever frees it; one element's room for an
    /// empty array. Tables that every entry is looked up in stand in such memory: an array inside a class
    /// would be retained and released for each look.
    public static func copy(_ elements: [Pointee]) -> Self {
        let memory = allocate(capacity: max(elements.count, 1))
        memory.initialize(from: elements, count: elements.count)
        return memory
    }
}
