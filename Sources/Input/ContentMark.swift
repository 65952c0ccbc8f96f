import Model

/// How far some content has been read, whatever the path it had and however it was compressed.
///
/// A mark saves work and nothing else hangs on it: entries that are read again are recognised by their
/// identity. A mark taken for that of another content would lose entries, though, and nobody would notice.
/// Content is therefore only taken as known where three things agree: its first bytes, its length up to
/// `offset`, and the bytes before that. Two exports begin alike when one is the other grown (their first
/// entries carry their own time and insertId), and an entry that comes or goes in between moves all behind
/// it. Only content that was edited in the middle, byte for byte at the same length, would be overlooked.
public struct ContentMark: Sendable, Hashable, Codable {
    /// A file as it stands on disk, read to its end, known again without inflating it.
    ///
    /// The size is compared as well as both ends. The last bytes of gzip data are the checksum and length of
    /// its last member (RFC 1952, section 2.3.1).
    public struct RawFile: Sendable, Hashable, Codable {
        /// In bytes.
        public let size: Int
        /// Of the first 64 KiB, or of all.
        public let head: ContentHash
        /// Of the last 64 KiB, or of all.
        public let tail: ContentHash

        public init(size: Int, head: ContentHash, tail: ContentHash) {
            self.size = size
            self.head = head
            self.tail = tail
        }
    }

    /// Of the first `headBytes` decoded bytes.
    public let head: ContentHash
    /// How many decoded bytes were read; never inside a record, which a later reading is to see whole.
    public let offset: Int
    /// The line at `offset`, counted from 1.
    public let line: Int
    /// Of the last 4096 decoded bytes before `offset`, or of all.
    public let tail: ContentHash
    /// Whether no array or envelope was open at `offset`, as it is with NDJSON and objects one behind the
    /// other: a plain file may be read from there without what comes before.
    public let isLineDelimited: Bool
    /// The file that was read to its end, and in full; nil where something of it is still to be read.
    public internal(set) var raw: RawFile?

    public init(
        head: ContentHash, offset: Int, line: Int, tail: ContentHash, isLineDelimited: Bool, raw: RawFile?
    ) {
        self.head = head
        self.offset = offset
        self.line = line
        self.tail = tail
        self.isLineDelimited = isLineDelimited
        self.raw = raw
    }

    /// How many bytes `head` stands for.
    public var headBytes: Int { min(offset, Self.span) }

    /// How many bytes at either end of the content are compared.
    static let span = 4096

    /// The mark for this file, in which the same content was found.
    func with(raw: RawFile?) -> ContentMark {
        var copy = self
        copy.raw = raw
        return copy
    }
}

/// 128 bits that stand for some bytes: two hashes with different seeds. By chance, two of a million million
/// different contents agree with a probability of about 10⁻¹⁵; no protection against forgery.
public struct ContentHash: Sendable, Hashable, Codable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    public init(_ bytes: Bytes) {
        high = Hashing.hash(bytes)
        low = Hashing.hash(bytes, seed: 0xC2B2_AE3D_27D4_EB4F)
    }

    init(of bytes: [UInt8]) {
        self = bytes.withUnsafeBufferPointer { ContentHash($0) }
    }
}
