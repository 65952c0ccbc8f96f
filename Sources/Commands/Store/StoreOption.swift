import ArgumentParser
import Model
import Store

/// Which store a command works with.
struct StoreOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store's file. (default: crosstalk/store.db below $XDG_STATE_HOME or ~/.local/state)",
            valueName: "file"))
    var store: String?

    /// The path that was typed, or the usual one; ends with 64 where there is neither.
    func path() throws -> String {
        if let store { return store }
        if let state = System.environment("XDG_STATE_HOME"), state.hasPrefix("/") {
            return "\(state)/crosstalk/store.db"
        }
        guard let home = System.environment("HOME"), home.hasPrefix("/") else {
            throw ValidationError(
                "neither XDG_STATE_HOME nor HOME says where the store is; name it with --store")
        }
        return "\(home)/.local/state/crosstalk/store.db"
    }

    /// Opens the store for reading; nil where inputs were named, which are read instead. Ends with 66 or 65 where
    /// there is no store to read.
    func reader(insteadOf inputs: [String], _ reading: ReadingOptions) throws -> StoreReader? {
        guard inputs.isEmpty else {
            if store != nil { throw ValidationError("give --store or inputs, not both") }
            return nil
        }
        guard reading.rules.isEmpty, reading.gap == nil else {
            throw ValidationError(
                "--rules and --gap say how logs are read: name inputs, or - for standard input; a store has been made with its own"
            )
        }
        let path = try path()
        return try Self.reportingErrors { try StoreReader(path: path) }
    }

    /// Runs what needs the store; where that fails, says why and ends with the status for it.
    /// - Parameter isReading: Whether the store is an input: then 74, which is for output, would mislead.
    static func reportingErrors<Result>(isReading: Bool = true, _ body: () throws -> Result) throws -> Result
    {
        do {
            return try body()
        } catch let error as StoreError {
            Message.print(text(error))
            throw status(error, isReading: isReading).code
        }
    }

    private static func text(_ error: StoreError) -> String {
        switch error {
        case .missing(let path):
            "\(path): there is no store; 'crosstalk ingest' makes one. To read logs, name them, or - for standard input"
        case .held(let path): "\(path): another run holds the store; nothing was changed"
        case .otherGap(let path, let kept):
            "\(path): the store was made with --gap \(SpanArgument(nanoseconds: kept).text); leave the option out, or use another store"
        case .unusable(let path, let reason): "\(path): \(reason)"
        case .failed(let path, let reason): "\(path): \(reason)"
        }
    }

    private static func status(_ error: StoreError, isReading: Bool) -> ExitStatus {
        switch error {
        case .missing: .inputMissing
        case .held: .storeHeld
        case .otherGap: .wrongUsage
        case .unusable: .inputIncomplete
        case .failed: isReading ? .inputIncomplete : .outputFailed
        }
    }
}
