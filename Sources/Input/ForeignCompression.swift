/// A way of compressing that is not read here, told by the first bytes.
///
/// Such a file may well be a log export, so it is never passed over in silence, in a folder neither.
struct ForeignCompression {
    private let name: String
    private let magic: [UInt8]
    /// The command that decompresses to standard output.
    private let command: String

    static let longestMagic = all.map(\.magic.count).max() ?? 0

    /// What the decompressed input begins with; nil where it is none of these.
    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> ForeignCompression? {
        all.first { bytes.starts(with: $0.magic) }
    }

    /// Why it is not read, and what to do.
    var reason: String {
        "is compressed with \(name); no entry was read: pipe it in (`\(command) FILE | crosstalk`)"
    }

    /// RFC 8878 (zstd), the .xz file format 1.2.0, bzip2's header with the magic of its first block, and the
    /// LZ4 frame format 1.6; gzip shows up here where a file was compressed twice.
    private static let all = [
        ForeignCompression(name: "zstd", magic: [0x28, 0xB5, 0x2F, 0xFD], command: "zstd -dc"),
        ForeignCompression(name: "xz", magic: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], command: "xz -dc"),
        ForeignCompression(name: "bzip2", magic: Array("BZh".utf8), command: "bzip2 -dc"),
        ForeignCompression(name: "lz4", magic: [0x04, 0x22, 0x4D, 0x18], command: "lz4 -dc"),
        ForeignCompression(
            name: "gzip twice", magic: [GunzipStream.magic.0, GunzipStream.magic.1], command: "gzip -dc"),
    ]
}
