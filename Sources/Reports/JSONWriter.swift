import Model

/// Writes JSON (RFC 8259) with its keys in the order given: indented by two spaces, or without any space.
package struct JSONWriter {
    package var buffer = ReportBuffer()
    let isPretty: Bool
    private var depth = 0
    /// Whether nothing stands yet in the innermost object or array.
    private var isEmpty = true

    package init(isPretty: Bool) {
        self.isPretty = isPretty
    }

    package mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
        try container(0x7B, 0x7D, members)
    }

    package mutating func object(_ key: StaticString, _ members: (inout JSONWriter) throws -> Void) rethrows {
        name(key)
        try object(members)
    }

    /// An object of a value's members, or null where there is no value.
    package mutating func object<Value>(
        _ key: StaticString, _ value: Value?, _ members: (inout JSONWriter, Value) throws -> Void
    ) rethrows {
        name(key)
        guard let value else {
            buffer.append("null")
            return
        }
        try object { try members(&$0, value) }
    }

    /// An array of one value for each element.
    package mutating func array<Elements: Sequence>(
        _ key: StaticString, _ elements: Elements,
        _ value: (inout JSONWriter, Elements.Element) throws -> Void
    ) rethrows {
        name(key)
        try array(elements, value)
    }

    package mutating func null(_ key: StaticString) {
        name(key)
        buffer.append("null")
    }

    package mutating func member(_ key: StaticString, _ value: String?) {
        name(key)
        if let value { string(value) } else { buffer.append("null") }
    }

    package mutating func member(_ key: StaticString, _ value: Int?) {
        name(key)
        if let value { buffer.append(String(value)) } else { buffer.append("null") }
    }

    /// Null where the number is none that JSON has.
    package mutating func member(_ key: StaticString, _ value: Double) {
        name(key)
        buffer.append(
            Int(exactly: value).map { String($0) } ?? (value.isFinite ? String(value) : "null"))
    }

    package mutating func member(_ key: StaticString, _ value: Bool?) {
        name(key)
        buffer.append(value.map { $0 ? "true" : "false" } ?? "null")
    }

    package mutating func member(_ key: StaticString, _ value: Timestamp?) {
        member(key, value?.description)
    }

    package mutating func member(_ key: StaticString, _ values: [String]) {
        array(key, values) { $0.string($1) }
    }

    /// An object of lists, its keys sorted by bytes.
    package mutating func member(_ key: StaticString, _ lists: [String: [String]]) {
        object(key) { writer in
            for (name, values) in lists.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                writer.separate()
                writer.string(name)
                writer.colon()
                writer.array(values) { $0.string($1) }
            }
        }
    }

    /// A number inside an array.
    package mutating func number(_ value: Int) {
        buffer.append(String(value))
    }

    /// Ends a line between or after whole values.
    package mutating func newline() {
        buffer.append(0x0A)
        isEmpty = true
    }

    private mutating func array<Elements: Sequence>(
        _ elements: Elements, _ value: (inout JSONWriter, Elements.Element) throws -> Void
    ) rethrows {
        try container(0x5B, 0x5D) { writer in
            for element in elements {
                writer.separate()
                try value(&writer, element)
            }
        }
    }

    private mutating func container(
        _ open: UInt8, _ close: UInt8, _ content: (inout JSONWriter) throws -> Void
    ) rethrows {
        buffer.append(open)
        depth += 1
        isEmpty = true
        try content(&self)
        depth -= 1
        if !isEmpty { indent() }
        buffer.append(close)
        isEmpty = false
    }

    private mutating func name(_ key: StaticString) {
        separate()
        buffer.append(0x22)
        buffer.append(key)
        buffer.append(0x22)
        colon()
    }

    private mutating func colon() {
        buffer.append(0x3A)
        if isPretty { buffer.append(0x20) }
    }

    private mutating func separate() {
        if !isEmpty { buffer.append(0x2C) }
        indent()
        isEmpty = false
    }

    private mutating func indent() {
        guard isPretty else { return }
        buffer.append(0x0A)
        buffer.append(spaces: 2 * depth)
    }

    private mutating func string(_ text: String) {
        var copy = text
        buffer.append(0x22)
        copy.withUTF8 { JSONEscaping.append($0, to: &buffer) }
        buffer.append(0x22)
    }
}
