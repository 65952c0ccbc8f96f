import ArgumentParser
import Input

/// What a report is made from.
struct ReportInputs: ParsableArguments {
    @Argument(help: ArgumentHelp("What to read; standard input if none is given.", valueName: "input"))
    var inputs: [String] = []

    /// The inputs found.
    /// - Parameter output: Where the report goes; an input that was named is not to be replaced by it.
    func list(output: String?) throws -> InputList {
        let list = try InputArguments.list(inputs)
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
