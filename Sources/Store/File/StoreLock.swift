#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Keeps others from writing to a store, for as long as it lives. The system lets go of it when the process ends,
/// however it ends.
///
/// A file beside the store, not the store itself: closing any descriptor of that would let go of SQLite's own locks.
final class StoreLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock; throws `StoreError.held` where another process has it.
    init(path: String) throws(StoreError) {
        let lockPath = "\(path).lock"
        let opened = openForLocking(lockPath)
        guard opened >= 0 else { throw .failed(path: lockPath, reason: Self.reason(errno)) }
        while flock(opened, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EINTR { continue }
            close(opened)
            if code == EWOULDBLOCK { throw .held(path: path) }
            throw .failed(path: lockPath, reason: Self.reason(code))
        }
        descriptor = opened
    }

    deinit {
        // Said aloud: a process that somebody is just starting has a copy of the descriptor for a moment.
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func reason(_ code: Int32) -> String {
        strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
}

private func openForLocking(_ path: String) -> Int32 { open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
