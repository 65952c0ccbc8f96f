import GRDB
import Model

/// Looks into a store, also while another process writes to it.
// Sendable: GRDB's queue lets one thread at a time at the connection.
public final class StoreReader: Sendable {
    public let path: String
    private let queue: DatabaseQueue

    /// Opens an existing store. Throws `missing` or `unusable`.
    public init(path: String) throws(StoreError) {
        self.path = path
        queue = try StoreError.wrapping(path: path) { try StoreFile.openForReading(path) }
    }

    /// All that `body` sees is of one moment.
    public func read<Result>(_ body: (StoreTransaction) throws -> Result) throws(StoreError) -> Result {
        try StoreError.wrapping(path: path) { try queue.read { try body(StoreTransaction($0)) } }
    }
}
