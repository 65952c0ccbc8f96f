import ArgumentParser
import Input

/// What is read.
struct InputArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("What to read; standard input if none is given.", valueName: "input"))
    var inputs: [String] = []

    /// The inputs found.
    /// - Parameter output: Where the report goes; an input that was named is not to be replaced by it.
    func list(output: String?) throws -> InputList {
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
