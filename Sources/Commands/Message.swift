import Reports

/// What commands say on standard error.
enum Message {
    /// Prints a line that begins with the tool's name, as other tools of the shell do.
    static func print(_ text: String) {
        printLine("crosstalk: \(text)")
    }

    /// Prints a line. Names of files and texts of rules may hold what a terminal would obey; it is made
    /// visible.
    static func printLine(_ text: String) {
        printRaw(VisibleText.of(text) + "\n")
    }

    static func printRaw(_ text: String) {
        var copy = text
        copy.withUTF8 { _ = System.write(UnsafeRawBufferPointer($0), to: 2) }
    }
}
