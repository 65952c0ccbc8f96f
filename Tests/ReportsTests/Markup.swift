/// A page taken apart into tags and texts, strictly: what this does not understand is an error.
struct Markup {
    struct Tag {
        let name: String
        let isEnd: Bool
        let attributes: [String: String]
    }

    struct Malformed: Error {
        let rest: String
    }

    private(set) var tags: [Tag] = []
    /// What stands between tags, with references resolved; without style and script.
    private(set) var texts: [String] = []

    private static let void: Set = ["meta", "input", "br"]

    init(_ page: String) throws {
        let start = "<!DOCTYPE html>\n"
        guard page.hasPrefix(start) else { throw Malformed(rest: String(page.prefix(40))) }
        var rest = page.dropFirst(start.count)
        var verbatim: String?
        while !rest.isEmpty {
            let text = rest.prefix { $0 != "<" }
            if verbatim == nil {
                guard !text.contains(">") else { throw Malformed(rest: String(text)) }
                texts.append(try Self.resolve(text))
            }
            rest = rest.dropFirst(text.count)
            guard !rest.isEmpty else { break }
            if let name = verbatim, !rest.hasPrefix("</\(name)>") {
                rest = rest.dropFirst()
                continue
            }
            guard let end = rest.firstIndex(of: ">") else { throw Malformed(rest: String(rest)) }
            let tag = try Self.tag(rest[rest.index(after: rest.startIndex)..<end])
            verbatim = !tag.isEnd && ["style", "script"].contains(tag.name) ? tag.name : nil
            tags.append(tag)
            rest = rest[rest.index(after: end)...]
        }
    }

    func checkNesting() throws {
        var open: [String] = []
        for tag in tags where !Self.void.contains(tag.name) {
            if !tag.isEnd {
                open.append(tag.name)
            } else if open.popLast() != tag.name {
                throw Malformed(rest: tag.name)
            }
        }
        guard open.isEmpty else { throw Malformed(rest: open.joined(separator: " ")) }
    }

    private static func tag(_ text: Substring) throws -> Tag {
        let isEnd = text.hasPrefix("/")
        var rest = text.drop { $0 == "/" }
        let name = rest.prefix { $0 != " " }
        rest = rest.dropFirst(name.count)
        var attributes: [String: String] = [:]
        while !rest.isEmpty {
            rest = rest.dropFirst()
            let key = rest.prefix { $0 != "=" && $0 != " " }
            rest = rest.dropFirst(key.count)
            guard rest.first == "=" else {
                attributes[String(key)] = ""
                continue
            }
            guard rest.hasPrefix("=\"") else { throw Malformed(rest: String(text)) }
            let value = rest.dropFirst(2).prefix { $0 != "\"" }
            rest = rest.dropFirst(value.count + 3)
            attributes[String(key)] = try resolve(value)
        }
        guard name.allSatisfy({ $0.isLetter || $0.isNumber }), !name.isEmpty else {
            throw Malformed(rest: String(text))
        }
        return Tag(name: String(name), isEnd: isEnd, attributes: attributes)
    }

    private static func resolve(_ text: Substring) throws -> String {
        var result = ""
        for (number, part) in text.split(separator: "&", omittingEmptySubsequences: false).enumerated() {
            guard number > 0 else {
                result += part
                continue
            }
            let references = ["amp;": "&", "lt;": "<", "gt;": ">", "quot;": "\"", "#39;": "'"]
            guard let found = references.first(where: { part.hasPrefix($0.key) }) else {
                throw Malformed(rest: String(part))
            }
            result += found.value + part.dropFirst(found.key.count)
        }
        return result
    }
}
