import GRDB
import Model

/// The findings of all runs so far, and what later runs need to add to them: one SQLite file.
///
/// One process writes at a time, for as long as it has a `Store`; any number may read (`StoreReader`). What `write`
/// changes is there in full or not at all, whenever the process ends.
// Sendable: GRDB's queue lets one thread at a time at the connection.
public final class Store: Sendable {
    public let path: String
    /// What fingerprints of entries are mixed with: nobody can choose an insertId that hides another entry.
    public let salt: UInt64
    /// How far apart the findings of one incident may be.
    public let gap: Nanoseconds
    private let queue: DatabaseQueue
    private let lock: StoreLock

    /// Opens the store for writing, and makes it where there is none: for its owner's eyes only (mode 0600).
    ///
    /// Throws `held` where another process writes. `gap` is how far apart the findings of one incident may be; nil
    /// for ten minutes, or what the store was made with, which it keeps: it throws `otherGap` for another.
    public init(path: String, gap: Nanoseconds? = nil) throws(StoreError) {
        self.path = path
        do {
            try StoreFile.refuseOtherThanFiles(path)
            StoreFile.makeFolders(above: path)
            lock = try StoreLock(path: path)
            queue = try StoreFile.openForWriting(path)
            (self.gap, salt) = try queue.write { database in
                let settings = StoreSettings(database)
                let kept = try settings["gap"] ?? gap ?? 10 * .minute
                guard gap == nil || kept == gap else { throw StoreError.otherGap(path: path, kept: kept) }
                try settings.set("gap", kept)
                let salt = try settings["salt"] ?? Int64.random(in: .min ... .max)
                try settings.set("salt", salt)
                return (kept, UInt64(bitPattern: salt))
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Changes the store: all of what `body` does, or nothing where it throws or the process ends.
    public func write<Result>(_ body: (StoreTransaction) throws -> Result) throws(StoreError) -> Result {
        try StoreError.wrapping(path: path) { try queue.write { try body(StoreTransaction($0)) } }
    }

    /// Looks into the store; from any thread.
    public func read<Result>(_ body: (StoreTransaction) throws -> Result) throws(StoreError) -> Result {
        try StoreError.wrapping(path: path) { try queue.read { try body(StoreTransaction($0)) } }
    }
}

/// Numbers that a store keeps by name.
struct StoreSettings {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    subscript(name: String) -> Int64? {
        get throws {
            try Int64.fetchOne(
                database, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name])
        }
    }

    func set(_ name: String, _ value: Int64) throws {
        try database.execute(
            sql:
                "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            arguments: [name, value])
    }
}
