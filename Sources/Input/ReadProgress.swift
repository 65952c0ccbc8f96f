import Synchronization

/// How far reading has come; any thread may look while another reads. Several readers may share one.
public final class ReadProgress: Sendable {
    private let read = Atomic<Int>(0)
    private let decoded = Atomic<Int>(0)

    public init() {}

    /// Bytes as they stand on disk or came through the pipe.
    public var bytesRead: Int { read.load(ordering: .relaxed) }

    /// Bytes after decompression.
    public var bytesDecoded: Int { decoded.load(ordering: .relaxed) }

    func addRead(_ count: Int) { read.wrappingAdd(count, ordering: .relaxed) }

    func addDecoded(_ count: Int) { decoded.wrappingAdd(count, ordering: .relaxed) }
}
