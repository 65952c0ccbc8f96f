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

    /// Runs what needs the store; where that fails, says why and ends with the status for it.
    static func reportingErrors<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as StoreError {
            Message.print(text(error))
            throw status(error).code
        }
    }

    private static func text(_ error: StoreError) -> String {
        switch error {
        case .missing(let path): "\(path): there is no store; 'crosstalk ingest' makes one"
        case .held(let path): "\(path): another run holds the store; nothing was changed"
        case .otherGap(let path, let kept):
            "\(path): the store was made with --gap \(SpanArgument(nanoseconds: kept).text); leave the option out, or use another store"
        case .unusable(let path, let reason): "\(path): \(reason)"
        case .failed(let path, let reason): "\(path): \(reason)"
        }
    }

    private static func status(_ error: StoreError) -> ExitStatus {
        switch error {
        case .missing: .inputMissing
        case .held: .storeHeld
        case .otherGap: .wrongUsage
        case .unusable: .inputIncomplete
        case .failed: .outputFailed
        }
    }
}
