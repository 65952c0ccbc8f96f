import Model

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Keeps the bytes of records that may have to be shown as evidence and cannot be read again: the first in memory, the rest in a
/// temporary file that has no name and vanishes with the process.
///
/// One a thread while reading; read by one thread afterwards. Where no file can be had, or the disk is full,
/// everything stays in memory.
// Sendable: a worker fills it, and hands it over when it ends; there is one thread at a time.
final class EvidenceSpool: @unchecked Sendable {
    /// A record that was kept.
    struct Record {
        var input: Int
        var line: Int
        var offset: Int
        var bytes: [UInt8]
    }

    private static let memoryLimit = 4 << 20
    private static let headerSize = 28

    /// What is not in the file: the bytes from `fileSize` on.
    private var memory: [UInt8] = []
    private var fileSize = 0
    private var descriptor: Int32 = -1
    private var mayUseFile = true
    /// Where records stand in their inputs (`Sighting.place`) and here, in the order in which they were kept.
    private var index: [(place: UInt64, position: Int)] = []
    private var isSorted = true

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Keeps a record.
    func append(_ bytes: Bytes, input: Int, line: Int, offset: Int) {
        if memory.count >= Self.memoryLimit { writeOut() }
        let place = Sighting.place(input: input, offset: offset)
        if let last = index.last, last.place > place { isSorted = false }
        index.append((place, fileSize + memory.count))
        append(UInt32(truncatingIfNeeded: input))
        append(UInt64(truncatingIfNeeded: line))
        append(UInt64(truncatingIfNeeded: offset))
        append(UInt64(truncatingIfNeeded: bytes.count))
        memory.append(contentsOf: bytes)
    }

    /// Whether the record at this place of its input was kept.
    func holds(_ place: UInt64) -> Bool { position(place) != nil }

    /// The record at this place of its input; nil where it was not kept or cannot be read back.
    func record(at place: UInt64) -> Record? {
        guard let start = position(place) else { return nil }
        guard let header = read(start, Self.headerSize) else { return nil }
        let size = Int(Self.number(header, 20, 8))
        guard let bytes = read(start + Self.headerSize, size) else { return nil }
        return Record(
            input: Int(Self.number(header, 0, 4)), line: Int(Self.number(header, 4, 8)),
            offset: Int(Self.number(header, 12, 8)), bytes: bytes)
    }

    private func position(_ place: UInt64) -> Int? {
        if !isSorted {
            index.sort { $0.place < $1.place }
            isSorted = true
        }
        var (low, high) = (0, index.count)
        while low < high {
            let middle = (low + high) >> 1
            if index[middle].place < place { low = middle + 1 } else { high = middle }
        }
        return low < index.count && index[low].place == place ? index[low].position : nil
    }

    private func append<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { memory.append(contentsOf: $0) }
    }

    private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> UInt64 {
        (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(bytes[offset + $1]) }
    }

    private func read(_ start: Int, _ count: Int) -> [UInt8]? {
        if start >= fileSize {
            let offset = start - fileSize
            guard offset + count <= memory.count else { return nil }
            return Array(memory[offset..<(offset + count)])
        }
        var result = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let size = result.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress.map { $0 + done }, count - done, off_t(start + done))
            }
            if size < 0, errno == EINTR { continue }
            guard size > 0 else { return nil }
            done += size
        }
        return result
    }

    /// Moves what is in memory behind what is in the file.
    private func writeOut() {
        guard mayUseFile, descriptor >= 0 || open() else { return }
        var done = 0
        while done < memory.count {
            let size = memory.withUnsafeBytes { buffer in
                pwrite(
                    descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done,
                    off_t(fileSize + done))
            }
            if size < 0, errno == EINTR { continue }
            guard size > 0 else {
                mayUseFile = false
                break
            }
            done += size
        }
        memory.removeFirst(done)
        fileSize += done
    }

    private func open() -> Bool {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/crosstalk.XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        if descriptor >= 0 { unlink(template) } else { mayUseFile = false }
        return descriptor >= 0
    }
}
