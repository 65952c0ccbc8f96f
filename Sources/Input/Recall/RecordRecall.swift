#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Reads records again that were read before, by their places: nobody knows while reading which few of them will be
/// shown.
///
/// Readers leave here what that takes: files, as long as few are open, so that one that is removed or renamed
/// meanwhile is still there, and places inside gzip data to go on from. Pipes and standard input cannot be read
/// again. What is read is what the file holds now; whether that is still the same is for the caller to see.
public final class RecordRecall: Sendable {
    struct Input: Sendable {
        let path: String
        let identity: FileStatus.Identity
        /// Nil where too many are open already; it is opened anew then.
        let file: FileDescriptor?
        /// Ascending.
        var checkpoints: [InflateCheckpoint] = []
    }

    private struct State {
        var inputs: [Int: Input] = [:]
        var openFiles = 0
        var checkpoints = 0
        /// Decompressed bytes from one checkpoint to the next.
        var distance: Int
    }

    private let state: Guarded<State>
    private let checkpointLimit: Int
    private let fileLimit: Int

    /// For a run. A checkpoint takes about 55 KB; where there are more than the limit, the distance is doubled and
    /// those that are closer are dropped. Smaller numbers are for tests.
    public init(checkpointDistance: Int = 4 << 20, checkpointLimit: Int = 288, fileLimit: Int? = nil) {
        self.checkpointLimit = checkpointLimit
        self.fileLimit = fileLimit ?? Self.affordableFiles
        state = Guarded(State(distance: max(1, checkpointDistance)))
    }

    /// A part of the files that the process may have open at once.
    private static var affordableFiles: Int {
        var limit = rlimit()
        #if canImport(Darwin) || canImport(Musl)
            let code = getrlimit(RLIMIT_NOFILE, &limit)
        #else
            let code = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #endif
        return code == 0 ? Int(min(limit.rlim_cur, 1024) / 4) : 16
    }

    // MARK: - While reading

    /// Says that an input is read from this file; nil where it cannot be read again.
    func begin(_ input: Int, path: String, _ stream: FileStream) -> CheckpointLog? {
        // What claims to be empty and is read all the same is made up by the system as it is read.
        guard stream.isSeekable, let status = stream.file.status, status.size > 0 else { return nil }
        state.withLock { state in
            let keeps = state.openFiles < fileLimit
            if keeps { state.openFiles += 1 }
            state.inputs[input] = Input(
                path: path, identity: status.identity, file: keeps ? stream.file : nil)
        }
        return CheckpointLog(input: input, recall: self)
    }

    var checkpointDistance: Int { state.withLock { $0.distance } }

    func add(_ checkpoint: InflateCheckpoint, input: Int) {
        state.withLock { state in
            state.inputs[input]?.checkpoints.append(checkpoint)
            state.checkpoints += 1
            if state.checkpoints > checkpointLimit { Self.thin(&state) }
        }
    }

    private static func thin(_ state: inout State) {
        state.distance *= 2
        state.checkpoints = 0
        for input in state.inputs.keys {
            var last = 0
            state.inputs[input]?.checkpoints.removeAll { checkpoint in
                if checkpoint.offset - last < state.distance { return true }
                last = checkpoint.offset
                return false
            }
            state.checkpoints += state.inputs[input]?.checkpoints.count ?? 0
        }
    }

    // MARK: - Afterwards

    /// What is to be done to read these records; each part may be done by another thread.
    public func parts(_ spans: [RecordSpan]) -> [RecallPart] {
        let inputs = state.withLock { $0.inputs }
        let byInput = Dictionary(grouping: spans, by: \.input)
        return byInput.keys.sorted().flatMap { number in
            let spans = (byInput[number] ?? []).sorted { $0.offset < $1.offset }
            return inputs[number]?.parts(spans) ?? [RecallPart(input: nil, checkpoint: nil, spans: spans)]
        }
    }
}

extension RecordRecall.Input {
    /// The parts between the checkpoints. A plain file has none; any of its records can be had at once.
    fileprivate func parts(_ spans: [RecordSpan]) -> [RecallPart] {
        var parts: [RecallPart] = []
        var rest = spans[...]
        var passed = 0
        while let first = rest.first {
            while passed < checkpoints.count, checkpoints[passed].offset <= first.offset { passed += 1 }
            let limit = passed < checkpoints.count ? checkpoints[passed].offset : Int.max
            let part = Array(rest.prefix { $0.offset < limit })
            parts.append(
                RecallPart(input: self, checkpoint: passed > 0 ? checkpoints[passed - 1] : nil, spans: part))
            rest = rest.dropFirst(part.count)
        }
        return parts
    }
}
