import GRDB
import Model

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How the file of a store is opened.
enum StoreFile {
    /// Set in the file's header, so that no other database is taken for a store ("xtlk").
    static let applicationID: Int32 = 0x7874_6C6B

    /// Throws where something other than a file has the name: SQLite would put files of its own beside a device.
    static func refuseOtherThanFiles(_ path: String) throws(StoreError) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
        throw .unusable(path: path, reason: "is no file")
    }

    /// Opens it for writing; makes it for nobody else's eyes where it does not exist.
    static func openForWriting(_ path: String) throws -> DatabaseQueue {
        let descriptor = createFile(path)
        guard descriptor >= 0 else {
            let reason = strerror(errno).map { String(cString: $0) } ?? ""
            throw StoreError.failed(path: path, reason: reason)
        }
        close(descriptor)
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA cache_size = -65536")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { database in
            try check(database, path: path)
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        try StoreSchema.migrator.migrate(queue)
        return queue
    }

    /// Opens it for reading, also while another process writes.
    static func openForReading(_ path: String) throws -> DatabaseQueue {
        guard access(path, F_OK) == 0 else { throw StoreError.missing(path: path) }
        try refuseOtherThanFiles(path)
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.read { database in
            try check(database, path: path)
            guard try Int32.fetchOne(database, sql: "PRAGMA application_id") == applicationID else {
                throw StoreError.unusable(path: path, reason: "is no store of crosstalk")
            }
            if try StoreSchema.migrator.hasCompletedMigrations(database) == false {
                throw StoreError.unusable(
                    path: path, reason: "was made by an older version; the next ingest brings it up to date")
            }
        }
        return queue
    }

    private static func check(_ database: Database, path: String) throws {
        let id = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let isEmpty = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master") == 0
        guard id == applicationID || (id == 0 && isEmpty) else {
            throw StoreError.unusable(path: path, reason: "is a database, but no store of crosstalk")
        }
        if try StoreSchema.migrator.hasBeenSuperseded(database) {
            throw StoreError.unusable(path: path, reason: "was made by a newer version of crosstalk")
        }
    }

    /// Makes the folders of a path that do not exist, for nobody else's eyes.
    static func makeFolders(above path: String) {
        var end = path.startIndex
        while let slash = path[end...].firstIndex(of: "/") {
            end = path.index(after: slash)
            if slash > path.startIndex { mkdir(String(path[..<slash]), 0o700) }
        }
    }
}

private func createFile(_ path: String) -> Int32 { open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
