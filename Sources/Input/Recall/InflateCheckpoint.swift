/// A place in a gzip file from which it can be inflated on.
struct InflateCheckpoint: Sendable {
    /// Of the next byte to come out, in the decompressed input.
    let offset: Int
    /// Of the next byte to go in, in the file.
    let sourceOffset: Int
    /// Whether a member has ended and the next one has not begun.
    let isBetweenMembers: Bool
    let inflater: any InflaterSnapshot
}

/// Where the reader of one input leaves its checkpoints.
final class CheckpointLog {
    /// No checkpoint is wanted before this offset in the decompressed input.
    private(set) var next: Int
    private let input: Int
    private let recall: RecordRecall

    init(input: Int, recall: RecordRecall) {
        self.input = input
        self.recall = recall
        next = recall.checkpointDistance
    }

    /// Adds the checkpoint at this offset; none where the inflater has no memory for it.
    func add(_ checkpoint: InflateCheckpoint?, at offset: Int) {
        if let checkpoint { recall.add(checkpoint, input: input) }
        next = offset + recall.checkpointDistance
    }
}
