import Model

@testable import Input

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A record or broken piece with all that can be told of it.
struct Found: Hashable, CustomStringConvertible {
    let offset: Int
    let line: Int
    let text: String
    let kind: RecordRange.Kind

    var description: String { "\(kind)@\(offset):\(line) \(text.debugDescription)" }
}

/// What a whole input gave. Readings are equal that found the same, however the segments were cut.
struct Reading: Equatable {
    var found: [Found] = []
    var outcome = ReadOutcome()
    var largestSegment = 0

    var texts: [String] { found.filter { $0.kind == .json }.map(\.text) }
    static func == (left: Reading, right: Reading) -> Bool {
        left.found == right.found && left.outcome == right.outcome
    }

    var broken: [Found] { found.filter { $0.kind != .json } }
}

/// Bytes in memory, handed out in pieces of the sizes given, over and over.
final class MemoryStream: ByteStream {
    private let bytes: [UInt8]
    private let sizes: [Int]
    private var position = 0
    private var turn = 0
    let wouldWait: Bool

    init(_ bytes: [UInt8], sizes: [Int] = [.max], wouldWait: Bool = false) {
        self.bytes = bytes
        self.sizes = sizes
        self.wouldWait = wouldWait
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> ReadStep {
        if position == bytes.count { return .end }
        let size = min(sizes[turn % sizes.count], buffer.count, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<(position + size)])
        position += size
        turn += 1
        return .bytes(size)
    }
}

/// Reads bytes as an input named by the user, or found in a folder.
func read(
    _ bytes: [UInt8], sizes: [Int] = [.max], options: ReadOptions = ReadOptions(), isExplicit: Bool = true,
    wouldWait: Bool = false
) -> Reading {
    read(
        RecordReader(
            item: InputItem(path: "test", isStandardInput: false, size: nil, isExplicit: isExplicit),
            input: 3, options: options, pool: SegmentPool(), progress: ReadProgress(),
            stream: MemoryStream(bytes, sizes: sizes, wouldWait: wouldWait)))
}

func read(_ text: String, sizes: [Int] = [.max], options: ReadOptions = ReadOptions()) -> Reading {
    read(Array(text.utf8), sizes: sizes, options: options)
}

func read(_ reader: RecordReader, pool: SegmentPool = SegmentPool()) -> Reading {
    var reading = Reading()
    while let segment = reader.next() {
        for record in segment.records {
            reading.found.append(
                Found(
                    offset: segment.offset(of: record), line: record.line,
                    text: segment.bytes(of: record).text, kind: record.kind))
        }
        reading.largestSegment = max(reading.largestSegment, segment.count)
        pool.recycle(segment)
    }
    reading.outcome = reader.outcome
    return reading
}

/// A folder that is gone with its owner.
final class TemporaryFolder {
    let path: String

    init() {
        var template = Array("/tmp/crosstalk-input-XXXXXX".utf8CString)
        precondition(mkdtemp(&template) != nil)
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { remove(path) }

    func write(_ name: String, _ bytes: [UInt8]) -> String {
        let file = "\(path)/\(name)"
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        precondition(descriptor >= 0 && writeBytes(descriptor, bytes) == bytes.count)
        close(descriptor)
        return file
    }

    func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }

    func makeFolder(_ name: String) -> String {
        let folder = "\(path)/\(name)"
        precondition(mkdir(folder, 0o700) == 0)
        return folder
    }

    func link(_ name: String, to target: String) { precondition(symlink(target, "\(path)/\(name)") == 0) }

    private func remove(_ path: String) {
        var raw = stat()
        guard lstat(path, &raw) == 0 else { return }
        if raw.st_mode & S_IFMT == S_IFDIR, let stream = opendir(path) {
            while let entry = readdir(stream) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != "." && name != ".." { remove("\(path)/\(name)") }
            }
            closedir(stream)
            rmdir(path)
        } else {
            unlink(path)
        }
    }
}

// Inside the class `write` is its method.
private func writeBytes(_ descriptor: Int32, _ bytes: [UInt8]) -> Int {
    write(descriptor, bytes, bytes.count)
}
