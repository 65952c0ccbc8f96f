import BuiltinPatterns
import Model
import TestSupport
import Testing

@testable import Documents

/// What is packed comes out as it went in.
@Suite struct PackedDocumentsTests {
    static let builtin = BuiltinPatterns.documents

    private static func unpacked(_ text: String) -> [DocumentNode]? {
        unpacked(Array(text.utf8))
    }

    private static func unpacked(_ bytes: [UInt8]) -> [DocumentNode]? {
        bytes.withUnsafeBufferPointer(PackedDocuments.unpack)
    }

    /// The file as its text alone.
    private static func parsed(_ file: PatternFile) throws -> [DocumentNode] {
        try Document.parse(PatternFile(path: file.path, text: file.text))
    }

    @Test func thePackIsThere() {
        #expect(Self.builtin.count > 100)
        #expect(Self.builtin.allSatisfy { $0.packed != nil })
    }

    /// Keys, texts, how they are written and where they stand: a message about the pack names the same place.
    @Test(arguments: builtin.map(\.path))
    func thePackIsWhatItsTextSays(path: String) throws {
        let file = try #require(Self.builtin.first { $0.path == path })
        let documents = try Document.parse(file)
        #expect(!documents.isEmpty)
        #expect(documents == (try Self.parsed(file)))
    }

    /// A file that the binary carries is not parsed again: whatever its text is, it is not looked at.
    @Test func theTextIsNotParsed() throws {
        for file in Self.builtin {
            let packed = try #require(file.packed)
            let unreadable = PatternFile(path: file.path, text: "[not YAML", packed: packed)
            #expect(try Document.parse(unreadable) == Document.parse(file))
        }
    }

    @Test(arguments: [
        "", "a: 1\n", "---\na: 1\n---\n- b\n- 'c'\n", "a: |\n    two\n      lines\n\nb: >\n  x\n  y\n",
        "a: &x {b: [1, \"\\n\\t\\u0007\"]}\nc:\n  - *x\n  - ~\n", "'Ä“': \"\u{1F600}\"\n", "a: {}\nb: []\n",
        "a: !!str 12\n", "? |\n  key\n: value\n", "a: #####\"\"\"#\n",
    ])
    func anyDocumentIsKept(text: String) throws {
        let documents = try Document.parse(PatternFile(path: "f.yml", text: text))
        #expect(Self.unpacked(PackedDocuments.pack(documents)) == documents)
    }

    @Test func farPlacesAreKept() {
        let places = [(1, 1), (1, 31), (31, 32), (1 << 20, 33), (2, 1 << 40)]
        let marks = places.map { Mark(line: $0.0, column: $0.1) }
        let nodes = marks.map { DocumentNode.scalar(text: "x", style: .literal(start: $0), mark: $0) }
        #expect(Self.unpacked(PackedDocuments.pack(nodes)) == nodes)
    }

    @Test func whatEndsEarlyIsNothing() throws {
        let bytes = Array(PackedDocuments.pack(try Self.parsed(Self.builtin[0])).utf8)
        for count in bytes.indices { #expect(Self.unpacked(Array(bytes[..<count])) == nil) }
        #expect(Self.unpacked(bytes + [0x30]) == nil)
        #expect(Self.unpacked(bytes) != nil)
    }

    @Test func damageIsNoCrash() throws {
        var random = SeededGenerator(seed: 11)
        let bytes = Array(PackedDocuments.pack(try Self.parsed(Self.builtin[0])).utf8)
        var refused = 0
        for _ in 0..<2000 {
            var damaged = bytes
            damaged[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            if Self.unpacked(damaged) == nil { refused += 1 }
        }
        #expect(refused > 100)
    }
}
