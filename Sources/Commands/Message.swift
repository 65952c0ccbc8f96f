/// What commands say on standard error.
enum Message {
    /// Prints a line that begins with the tool's name, as other tools of the shell do.
    static func print(_ text: String) {
        printRaw("crosstalk: \(text)\n")
    }

    static func printRaw(_ text: String) {
        var copy = text
        copy.withUTF8 { _ = System.write(UnsafeRawBufferPointer($0), to: 2) }
    }
}
