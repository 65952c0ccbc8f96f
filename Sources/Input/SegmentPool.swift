/// Segments that were used and may be used again, so that reading allocates nothing once it is under way.
public final class SegmentPool: Sendable {
    private let free = Guarded<[Segment]>([])
    private let limit: Int

    /// A pool that keeps up to `limit` segments that nobody uses.
    public init(keeping limit: Int = 16) {
        self.limit = limit
    }

    /// Gives a segment back. Nothing may point into it any more.
    public func recycle(_ segment: Segment) {
        segment.clear()
        free.withLock { segments in
            if segments.count < limit { segments.append(segment) }
        }
    }

    /// An empty segment of at least this capacity. One that had to grow for a giant record is let go.
    func take(capacity: Int) -> Segment {
        let segment = free.withLock { $0.popLast() }
        guard let segment, segment.capacity >= capacity, segment.capacity <= capacity * 2 else {
            return Segment(capacity: capacity)
        }
        return segment
    }
}
