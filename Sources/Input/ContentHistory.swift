import Model

/// The marks of all that was read before, to be asked whether some content is among it.
public struct ContentHistory: Sendable {
    private struct Head: Hashable {
        let count: Int
        let hash: ContentHash
    }

    private var byHead: [Head: [ContentMark]] = [:]
    private var byRaw: [ContentMark.RawFile: ContentMark] = [:]
    /// The lengths of the heads, each once, ascending; nearly all are `ContentMark.span`.
    private let headCounts: [Int]

    /// Marks in any order, also several of one content. Those that can be none, as of a damaged store, are
    /// left out: no content has more lines than bytes.
    public init(_ marks: some Sequence<ContentMark>) {
        for mark in marks where mark.offset > 0 && mark.line > 0 && mark.line - 1 <= mark.offset {
            byHead[Head(count: mark.headBytes, hash: mark.head), default: []].append(mark)
            if let raw = mark.raw { byRaw[raw] = mark }
        }
        for head in byHead.keys { byHead[head]?.sort { $0.offset > $1.offset } }
        headCounts = Set(byHead.keys.map(\.count)).sorted()
    }

    var isEmpty: Bool { byHead.isEmpty }

    /// The mark of this very file, which was read to its end.
    func finished(_ raw: ContentMark.RawFile) -> ContentMark? { byRaw[raw] }

    /// The marks of contents that begin as these bytes do, the longest first. The bytes are the first
    /// `ContentMark.span` of a content, or all of it.
    func marks(beginning head: Bytes) -> [ContentMark] {
        var found: [ContentMark] = []
        for count in headCounts.reversed() where count <= head.count {
            found += byHead[Head(count: count, hash: ContentHash(head.slice(0, count)))] ?? []
        }
        return found
    }
}
