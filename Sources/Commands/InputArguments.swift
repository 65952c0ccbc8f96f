import ArgumentParser
import Input

/// The inputs of commands that read logs.
enum InputArguments {
    /// Finds the inputs; standard input where none is named.
    /// - Parameter output: The file that will be written, which must be none of them.
    static func list(_ inputs: [String], output: String? = nil) throws -> InputList {
        if inputs.isEmpty, System.isTerminal(0) {
            throw ValidationError("nothing to read: name a file or a folder, or pipe an export in")
        }
        let list = InputList.expand(inputs.isEmpty ? ["-"] : inputs)
        try refuse(output, of: "--output", among: list)
        return list
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
