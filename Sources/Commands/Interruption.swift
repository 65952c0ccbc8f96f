import Input

/// Turns the first SIGINT, SIGTERM or SIGHUP into the end of reading, so that what was found is printed.
enum Interruption {
    /// A signal handler may do next to nothing; setting a flag that readers look at is safe.
    private static let flag = StopFlag()

    /// The flag that a signal sets.
    static func watch() -> StopFlag {
        System.onInterrupt { _ in Interruption.flag.set() }
        return flag
    }
}
