import ArgumentParser
import Input

/// Inputs as they are typed.
enum InputArguments {
    /// The files behind the arguments; standard input where there are none, unless that is a terminal.
    static func expand(_ arguments: [String]) throws -> InputList {
        if arguments.isEmpty, System.isTerminal(0) {
            throw ValidationError("nothing to read: name a file or a folder, or pipe an export in")
        }
        return InputList.expand(arguments.isEmpty ? ["-"] : arguments)
    }

    /// Refuses a file to be written that was named as an input. An own report inside a folder is no harm: it
    /// is passed over.
    static func refuse(_ output: String?, of option: String, among list: InputList) throws {
        guard let output, let target = System.resolved(output) else { return }
        let isInput = list.items.contains {
            $0.isExplicit && $0.size != nil && System.resolved($0.path) == target
        }
        if isInput {
            throw ValidationError("\(option) \(output) is an input: what is written would take its place")
        }
    }
}
