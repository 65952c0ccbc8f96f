import ArgumentParser

struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes the reference work, plain and compressed, unless it is there already.")

    @OptionGroup var options: WorkOptions

    func run() throws {
        print(try options.reference().prepare().lines.joined(separator: "\n"))
    }
}
