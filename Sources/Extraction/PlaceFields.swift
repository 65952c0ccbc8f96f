import Model

/// The fields that have their values at the places of a decoder, in flat memory. One a thread.
struct PlaceFields: ~Copyable {
    /// Where the fields of each place begin in `fields`; one more at the end.
    private let starts: UnsafeMutablePointer<Int32>
    private let fields: UnsafeMutablePointer<FieldID>

    init(_ plan: ExtractionPlan) {
        fields = .copy(plan.placeFields.flatMap { $0 })
        starts = .copy(
            plan.placeFields.reduce(into: [0]) { starts, fields in
                starts.append(starts[starts.count - 1] + Int32(fields.count))
            })
    }

    deinit {
        starts.deallocate()
        fields.deallocate()
    }

    /// The fields of a place.
    @inline(__always)
    subscript(place: Int32) -> UnsafeBufferPointer<FieldID> {
        let start = Int(starts[Int(place)])
        return UnsafeBufferPointer(start: fields + start, count: Int(starts[Int(place) &+ 1]) &- start)
    }
}
