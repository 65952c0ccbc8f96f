import GRDB

/// Why a store cannot be used.
public enum StoreError: Error, Equatable {
    /// The file is no store, or its contents contradict each other.
    case unusable(path: String, reason: String)
    /// The file cannot be read or written.
    case failed(path: String, reason: String)

    init(_ error: any Error, path: String) {
        guard let error = error as? DatabaseError else {
            self = .failed(path: path, reason: "\(error)")
            return
        }
        let reason = error.message ?? "\(error.resultCode)"
        switch error.resultCode.primaryResultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT:
            self = .unusable(path: path, reason: reason)
        default:
            self = .failed(path: path, reason: reason)
        }
    }
}
