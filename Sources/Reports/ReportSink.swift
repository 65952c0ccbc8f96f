/// Where a report goes: a file, a pipe, a buffer.
public protocol ReportSink {
    /// Takes the next bytes. They come in pieces of 64 KiB or more, but for the last one; an error ends the
    /// report and reaches its caller as it is.
    mutating func write(_ bytes: UnsafeRawBufferPointer) throws
}

/// Bytes of a report that are not yet in its sink.
package struct ReportBuffer {
    private(set) var bytes: [UInt8] = []

    private static let pieceSize = 64 << 10

    package init() {
        bytes.reserveCapacity(2 * Self.pieceSize)
    }

    package mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    package mutating func append(_ more: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: more)
    }

    package mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    package mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    package mutating func append(spaces count: Int) {
        bytes.append(contentsOf: repeatElement(0x20, count: count))
    }

    /// Hands on what has gathered, if it is worth a call.
    mutating func drain(to sink: inout some ReportSink) throws {
        if bytes.count >= Self.pieceSize { try flush(to: &sink) }
    }

    package mutating func flush(to sink: inout some ReportSink) throws {
        guard !bytes.isEmpty else { return }
        try bytes.withUnsafeBytes { try sink.write($0) }
        bytes.removeAll(keepingCapacity: true)
    }
}
