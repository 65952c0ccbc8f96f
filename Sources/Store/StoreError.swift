import GRDB
import Model

/// Why a store cannot be used.
public enum StoreError: Error, Equatable {
    /// There is no file of that name.
    case missing(path: String)
    /// Another run holds it.
    case held(path: String)
    /// It was made for findings of another gap.
    case otherGap(path: String, kept: Nanoseconds)
    /// The file is no store, is damaged, or was made by a newer version.
    case unusable(path: String, reason: String)
    /// The system does not let it be read or written.
    case failed(path: String, reason: String)

    init(_ error: any Error, path: String) {
        if let error = error as? StoreError {
            self = error
            return
        }
        if error is ByteReader.Damaged {
            self = .unusable(path: path, reason: "a row cannot be read; the file is damaged")
            return
        }
        guard let error = error as? DatabaseError else {
            self = .failed(path: path, reason: "\(error)")
            return
        }
        let reason = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT, .SQLITE_ERROR:
            self = .unusable(path: path, reason: reason)
        default:
            self = .failed(path: path, reason: reason)
        }
    }

    /// What `body` returns; what it throws, in the words of a store.
    static func wrapping<Result>(path: String, _ body: () throws -> Result) throws(StoreError) -> Result {
        do {
            return try body()
        } catch {
            throw StoreError(error, path: path)
        }
    }
}
