/// A message with gaps, and where in the program it is logged.
struct Template {
    enum Part {
        case text([UInt8])
        case user, other, request, connection, thread, run
        /// A whole number below the bound.
        case number(below: Int)
    }

    /// nil where the entry has none, which Cloud Logging reads as DEFAULT.
    let severity: StaticString?
    let module: StaticString
    let function: StaticString
    let line: Int
    /// The message as it stands inside a JSON string.
    let parts: [Part]

    /// `text` names its gaps in braces: `{user}`, `{request}`, or a number below 500 as `{500}`.
    init(
        _ severity: StaticString?, _ module: StaticString, _ function: StaticString, _ line: Int,
        _ text: String
    ) {
        self.severity = severity
        self.module = module
        self.function = function
        self.line = line
        parts = Self.parse(text)
    }

    /// A line of plain text, which tells no place in the program.
    init(_ severity: StaticString?, _ text: String) {
        self.init(severity, "", "", 0, text)
    }

    private static func parse(_ text: String) -> [Part] {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            parts.append(.text(escaped(rest[..<open])))
            parts.append(gap(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        parts.append(.text(escaped(rest)))
        return parts
    }

    private static func gap(_ name: String) -> Part {
        switch name {
        case "user": .user
        case "other": .other
        case "request": .request
        case "connection": .connection
        case "thread": .thread
        case "run": .run
        default: .number(below: Int(name) ?? 1)
        }
    }

    /// The table of templates holds no control characters; quotes and backslashes are all there is to escape.
    private static func escaped(_ text: Substring) -> [UInt8] {
        text.utf8.flatMap { byte in byte == 0x22 || byte == 0x5C ? [0x5C, byte] : [byte] }
    }
}
