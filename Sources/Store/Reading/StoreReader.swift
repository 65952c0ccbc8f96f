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
        do {
            queue = try StoreFile.openForReading(path)
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// All that `body` sees is of one moment.
    public func read<Result>(_ body: (StoreTransaction) throws -> Result) throws(StoreError) -> Result {
        do {
            return try queue.read { try body(StoreTransaction($0)) }
        } catch {
            throw StoreError(error, path: path)
        }
    }
}
