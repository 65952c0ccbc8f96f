import Model

/// Writes HTML as elements that open and close as pairs.
///
/// Names of elements and attributes are literals of the program; all other text is escaped, and its hidden
/// characters are made visible. There is no way to write data as markup.
struct HTMLWriter {
    var buffer = ReportBuffer()

    mutating func element(
        _ name: StaticString, _ attributes: HTMLAttribute..., content: (inout HTMLWriter) throws -> Void
    ) rethrows {
        open(name, attributes)
        try content(&self)
        close(name)
    }

    mutating func element(_ name: StaticString, _ attributes: HTMLAttribute..., text: String) {
        open(name, attributes)
        self.text(text)
        close(name)
    }

    /// An element that has no content and no end (HTML, "void elements").
    mutating func void(_ name: StaticString, _ attributes: HTMLAttribute...) {
        open(name, attributes)
    }

    mutating func text(_ text: String) {
        Self.escape(text, to: &buffer)
    }

    /// The program's own text as it is, for the inside of `style` and `script`.
    mutating func verbatim(_ literal: StaticString) {
        buffer.append(literal)
    }

    /// Space between blocks, for those who read the source.
    mutating func newline() {
        buffer.append(0x0A)
    }

    private mutating func open(_ name: StaticString, _ attributes: [HTMLAttribute]) {
        buffer.append(0x3C)
        buffer.append(name)
        for attribute in attributes {
            buffer.append(0x20)
            buffer.append(attribute.name)
            guard let value = attribute.value else { continue }
            buffer.append("=\"")
            Self.escape(value, to: &buffer)
            buffer.append(0x22)
        }
        buffer.append(0x3E)
    }

    private mutating func close(_ name: StaticString) {
        buffer.append("</")
        buffer.append(name)
        buffer.append(0x3E)
    }

    private static func escape(_ text: String, to buffer: inout ReportBuffer) {
        for byte in VisibleText.of(text).utf8 {
            switch byte {
            case 0x26: buffer.append("&amp;")
            case 0x3C: buffer.append("&lt;")
            case 0x3E: buffer.append("&gt;")
            case 0x22: buffer.append("&quot;")
            case 0x27: buffer.append("&#39;")
            default: buffer.append(byte)
            }
        }
    }
}

/// An attribute, its name a literal of the program.
struct HTMLAttribute {
    let name: StaticString
    /// Nil for an attribute that is there or not, such as `hidden`.
    let value: String?

    init(_ name: StaticString, _ value: String? = nil) {
        self.name = name
        self.value = value
    }

    init(_ name: StaticString, _ value: Int) {
        self.init(name, String(value))
    }

    static func css(_ name: String) -> HTMLAttribute { HTMLAttribute("class", name) }
    static func id(_ id: String) -> HTMLAttribute { HTMLAttribute("id", id) }
    /// A link to a place on the page; there is no other kind.
    static func place(_ id: String) -> HTMLAttribute { HTMLAttribute("href", "#" + id) }
    static func label(_ text: String) -> HTMLAttribute { HTMLAttribute("aria-label", text) }
}
