import Documents
import Foundation
import Model
import Testing

/// A wording of the service, with placeholders, and what must be found in it (`templates.yml`).
struct Template: CustomTestStringConvertible {
    /// Its numbers in the survey; none for further wordings.
    let rows: [Int]
    let text: Pieces
    /// One of these must be among the kinds of the rules that match.
    let categories: Set<Category>
    /// Why it is no failure; nil where it is one.
    let quiet: String?
    /// Whether it is a failure only where all of its users are known.
    let isNamed: Bool
    /// By field: the placeholders whose ids it must hold.
    let ids: [String: [String]]

    var testDescription: String { "\(rows) \(text.source)" }

    /// The names of its placeholders.
    var placeholders: [String] { text.names }

    static func load() throws -> [Template] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "templates.yml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let documents = try Document.parse(PatternFile(path: "templates.yml", text: text))
        guard case .sequence(let items, _)? = documents.first else { return [] }
        return try items.map(Template.init)
    }

    private init(_ node: DocumentNode) throws {
        rows = node.list("rows").compactMap(Int.init)
        text = Pieces(try #require(node.entry("text")?.value.text))
        categories = Set(try node.list("category").map { try #require(Category(rawValue: $0)) })
        quiet = node.entry("quiet")?.value.text
        isNamed = node.entry("named") != nil
        var ids: [String: [String]] = [:]
        if case .mapping(let entries, _)? = node.entry("ids")?.value {
            for entry in entries { ids[entry.key] = entry.value.list }
        }
        self.ids = ids
    }
}

extension DocumentNode {
    fileprivate var list: [String] {
        guard case .sequence(let items, _) = self else { return [] }
        return items.compactMap(\.text)
    }

    fileprivate func list(_ key: String) -> [String] { entry(key)?.value.list ?? [] }
}
