import ArgumentParser
import Input

/// The inputs that were typed.
enum InputArguments {
    /// What they name; standard input where there are none. Nobody waits for a terminal by mistake.
    static func list(_ arguments: [String]) throws -> InputList {
        if arguments.isEmpty, System.isTerminal(0) {
            throw ValidationError("nothing to read: name a file or a folder, or pipe an export in")
        }
        return InputList.expand(arguments.isEmpty ? ["-"] : arguments)
    }
}
