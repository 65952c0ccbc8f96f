/// Documents in a form that takes no YAML parser to read: what the binary carries of `Patterns/`.
///
/// It is text, so that it can stand in a string literal, and is written and read by one build of the tool:
/// it may change at any time. A node is a letter for its kind, its mark, and what it holds; numbers have five
/// bits a byte; texts are preceded by how many bytes they have.
public enum PackedDocuments {
    /// What `Document.parse` gives for a file, as text.
    public static func pack(_ documents: [DocumentNode]) -> String {
        var packer = Packer()
        packer.append(documents)
        return packer.text
    }

    /// The documents; nil where the text is none that `pack` has made.
    static func unpack(_ text: UnsafeBufferPointer<UInt8>) -> [DocumentNode]? {
        var unpacker = Unpacker(bytes: text)
        let documents = unpacker.nodes()
        return unpacker.isAtEnd ? documents : nil
    }

    fileprivate enum Kind {
        static let plain = UInt8(ascii: "p")
        static let quoted = UInt8(ascii: "q")
        static let literal = UInt8(ascii: "l")
        static let block = UInt8(ascii: "b")
        static let sequence = UInt8(ascii: "s")
        static let mapping = UInt8(ascii: "m")
    }

    /// Digits, from the lowest five bits up; all but the last one have `more` added.
    fileprivate enum Digit {
        static let zero = UInt8(ascii: "0")
        static let bits = 5
        static let more: UInt8 = 1 << 5
    }
}

private struct Packer {
    private(set) var text = ""
    /// The line of the mark before; marks tell only how far they are from it.
    private var line = 0

    mutating func append(_ nodes: [DocumentNode]) {
        append(nodes.count)
        for node in nodes { append(node) }
    }

    private mutating func append(_ node: DocumentNode) {
        switch node {
        case .scalar(let text, let style, let mark):
            append(style)
            append(mark)
            if case .literal(let start) = style { append(start) }
            append(text)
        case .sequence(let nodes, let mark):
            append(kind: PackedDocuments.Kind.sequence)
            append(mark)
            append(nodes)
        case .mapping(let entries, let mark):
            append(kind: PackedDocuments.Kind.mapping)
            append(mark)
            append(entries.count)
            for entry in entries { append(entry) }
        }
    }

    private mutating func append(_ entry: DocumentEntry) {
        append(entry.keyStyle)
        append(entry.keyMark)
        if case .literal(let start) = entry.keyStyle { append(start) }
        append(entry.key)
        append(entry.value)
    }

    private mutating func append(_ style: ScalarStyle) {
        switch style {
        case .plain: append(kind: PackedDocuments.Kind.plain)
        case .quoted: append(kind: PackedDocuments.Kind.quoted)
        case .literal: append(kind: PackedDocuments.Kind.literal)
        case .block: append(kind: PackedDocuments.Kind.block)
        }
    }

    private mutating func append(kind: UInt8) {
        text.unicodeScalars.append(Unicode.Scalar(kind))
    }

    /// What an alias stands for has its place further up: the lowest bit is set for steps back.
    private mutating func append(_ mark: Mark) {
        let step = mark.line - line
        append(step < 0 ? -step << 1 | 1 : step << 1)
        append(mark.column)
        line = mark.line
    }

    private mutating func append(_ string: String) {
        append(string.utf8.count)
        text.unicodeScalars.append(contentsOf: string.unicodeScalars)
    }

    private mutating func append(_ number: Int) {
        var rest = UInt(number)
        repeat {
            let digit = PackedDocuments.Digit.zero + UInt8(rest & (1 << PackedDocuments.Digit.bits - 1))
            rest >>= PackedDocuments.Digit.bits
            append(kind: rest > 0 ? digit + PackedDocuments.Digit.more : digit)
        } while rest > 0
    }
}

/// Whatever is not as `Packer` writes it is nil.
private struct Unpacker {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var line = 0

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func nodes() -> [DocumentNode]? {
        guard let count = count() else { return nil }
        var nodes: [DocumentNode] = []
        nodes.reserveCapacity(count)
        for _ in 0..<count {
            guard let node = node() else { return nil }
            nodes.append(node)
        }
        return nodes
    }

    private mutating func node() -> DocumentNode? {
        guard let kind = byte(), let mark = mark() else { return nil }
        switch kind {
        case PackedDocuments.Kind.sequence: return nodes().map { .sequence($0, mark: mark) }
        case PackedDocuments.Kind.mapping: return entries().map { .mapping($0, mark: mark) }
        default:
            guard let style = style(kind), let text = string() else { return nil }
            return .scalar(text: text, style: style, mark: mark)
        }
    }

    private mutating func entries() -> [DocumentEntry]? {
        guard let count = count() else { return nil }
        var entries: [DocumentEntry] = []
        entries.reserveCapacity(count)
        for _ in 0..<count {
            guard let kind = byte(), let mark = mark(), let style = style(kind), let key = string(),
                let value = node()
            else { return nil }
            entries.append(DocumentEntry(key: key, keyMark: mark, keyStyle: style, value: value))
        }
        return entries
    }

    private mutating func style(_ kind: UInt8) -> ScalarStyle? {
        switch kind {
        case PackedDocuments.Kind.plain: .plain
        case PackedDocuments.Kind.quoted: .quoted
        case PackedDocuments.Kind.literal: mark().map { .literal(start: $0) }
        case PackedDocuments.Kind.block: .block
        default: nil
        }
    }

    private mutating func mark() -> Mark? {
        guard let step = number(), let column = number() else { return nil }
        line &+= step & 1 == 0 ? step >> 1 : -(step >> 1)
        return Mark(line: line, column: column)
    }

    private mutating func string() -> String? {
        guard let count = count() else { return nil }
        let text = UnsafeBufferPointer(rebasing: bytes[position..<(position + count)])
        position += count
        return String(decoding: text, as: UTF8.self)
    }

    /// A number of things of one byte or more, which all have room in what is left.
    private mutating func count() -> Int? {
        number().flatMap { $0 <= bytes.count - position ? $0 : nil }
    }

    private mutating func number() -> Int? {
        var number = 0
        for shift in stride(from: 0, to: Int.bitWidth - 1, by: PackedDocuments.Digit.bits) {
            guard let next = byte(), next >= PackedDocuments.Digit.zero else { return nil }
            let digit = next - PackedDocuments.Digit.zero
            number |= Int(digit & (PackedDocuments.Digit.more - 1)) << shift
            if digit < PackedDocuments.Digit.more { return number >= 0 ? number : nil }
        }
        return nil
    }

    private mutating func byte() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }
}
