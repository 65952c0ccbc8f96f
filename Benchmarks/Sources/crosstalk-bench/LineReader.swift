import Foundation

/// The lines of a file, one at a time, without their ends.
struct LineReader: ~Copyable {
    private let file: UnsafeMutablePointer<FILE>?
    private var line: UnsafeMutablePointer<CChar>?
    private var capacity = 0

    init(_ path: String) {
        file = fopen(path, "r")
    }

    deinit {
        free(line)
        if let file { fclose(file) }
    }

    /// nil behind the last one, and of a file that cannot be read.
    mutating func next() -> Data? {
        guard let file else { return nil }
        let count = getline(&line, &capacity, file)
        guard count >= 0, let line else { return nil }
        let ends = count > 0 && line[count - 1] == 0x0A
        return Data(bytes: line, count: ends ? count - 1 : count)
    }
}
