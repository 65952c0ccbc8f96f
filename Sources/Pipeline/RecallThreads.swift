import Input
import Synchronization

/// Reads records again on several threads and hands them out on the caller's.
enum RecallThreads {
    /// `body` gets each record, in no particular order; nil for those that are not there any more.
    static func read(
        _ parts: [RecallPart], threads count: Int, _ body: (RecordSpan, [UInt8]?) -> Void
    ) {
        let count = min(count, parts.count)
        guard count > 1 else { return readHere(parts, body) }
        let work = Work(parts, threads: count)
        var threads = Threads()
        var started = 0
        for _ in 0..<count {
            if threads.start(work.run) { started += 1 } else { work.channel.finish() }
        }
        guard started > 0 else { return readHere(parts, body) }
        while let records = work.channel.receive() {
            for record in records { body(record.span, record.bytes) }
        }
        threads.join()
    }

    private static func readHere(_ parts: [RecallPart], _ body: (RecordSpan, [UInt8]?) -> Void) {
        for part in parts { part.read(body) }
    }

    private struct Record: Sendable {
        let span: RecordSpan
        let bytes: [UInt8]?
    }

    /// What the threads share.
    private final class Work: Sendable {
        let channel: Channel<[Record]>
        private let parts: [RecallPart]
        private let next = Atomic<Int>(0)
        /// Records are handed over by so many bytes.
        private static let batchBytes = 256 << 10

        init(_ parts: [RecallPart], threads: Int) {
            self.parts = parts
            channel = Channel(capacity: 2 * threads, makers: threads)
        }

        /// The life of a thread: one part after the other, whichever is next.
        @Sendable func run() {
            defer { channel.finish() }
            var batch: [Record] = []
            var size = 0
            while true {
                let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < parts.count else { break }
                parts[number].read { span, bytes in
                    batch.append(Record(span: span, bytes: bytes))
                    size += span.length
                    guard size >= Self.batchBytes else { return }
                    channel.send(batch)
                    batch.removeAll()
                    size = 0
                }
            }
            if !batch.isEmpty { channel.send(batch) }
        }
    }
}
