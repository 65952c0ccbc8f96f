#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Threads that are started together and waited for together.
public struct Threads: ~Copyable {
    private var handles: [pthread_t] = []

    public init() {}

    /// How many threads the machine runs at once.
    public static var available: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Starts a thread; false, with nothing run, where the system gives no more of them.
    @discardableResult
    public mutating func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        let start = Unmanaged.passRetained(ThreadStart(body))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        // Walking deeply nested values needs more stack than the half megabyte some systems give.
        pthread_attr_setstacksize(&attributes, 8 << 20)
        defer { pthread_attr_destroy(&attributes) }
        #if canImport(Darwin)
            var handle: pthread_t?
        #else
            var handle = pthread_t()
        #endif
        let code = pthread_create(&handle, &attributes, { Threads.run($0) }, start.toOpaque())
        guard code == 0 else {
            start.release()
            return false
        }
        #if canImport(Darwin)
            if let handle { handles.append(handle) }
        #else
            handles.append(handle)
        #endif
        return true
    }

    /// Waits until all have ended.
    public consuming func join() {
        for handle in handles { pthread_join(handle, nil) }
    }

    #if canImport(Darwin)
        private static func run(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
            Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue().body()
            return nil
        }
    #else
        private static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
            guard let argument else { return nil }
            Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue().body()
            return nil
        }
    #endif
}

/// What a thread is to do.
private final class ThreadStart: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}
