/// How a `RecordReader` cuts its input. None of it changes which records are found, save the largest size.
public struct ReadOptions: Sendable, Hashable {
    /// Bytes of a segment; one that holds a longer record grows. At least 64.
    public var segmentBytes: Int
    /// Longer records are reported as broken and passed over. At least 64, at most 1 GiB.
    public var maximumRecordBytes: Int
    /// Bytes asked for at a time.
    public var chunkBytes: Int

    public init(
        segmentBytes: Int = 512 << 10, maximumRecordBytes: Int = 16 << 20, chunkBytes: Int = 256 << 10
    ) {
        self.segmentBytes = max(segmentBytes, 64)
        self.maximumRecordBytes = min(max(maximumRecordBytes, 64), 1 << 30)
        self.chunkBytes = max(chunkBytes, 1)
    }
}
