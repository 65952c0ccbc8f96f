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
        // An own report inside a folder is no harm: it is passed over.
        if let target = output.flatMap(System.resolved),
            list.items.contains(where: {
                $0.isExplicit && $0.size != nil && System.resolved($0.path) == target
            })
        {
            throw ValidationError("--output \(target) is an input: the report would take its place")
        }
        return list
    }
}
