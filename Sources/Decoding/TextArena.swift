import Model

/// Room for the digits of numbers while their entry is current. One a thread.
final class TextArena {
    private static let chunkSize = 16_384
    private var chunks: [UnsafeMutablePointer<UInt8>] = [.allocate(capacity: chunkSize)]
    private var chunk = 0
    private var used = 0

    deinit {
        for chunk in chunks { chunk.deallocate() }
    }

    /// Makes all room free again.
    func reset() {
        chunk = 0
        used = 0
    }

    /// The digits of an integer.
    func digits(of magnitude: UInt64, isNegative: Bool) -> Bytes {
        let start = room(for: 20)
        var position = 20
        var rest = magnitude
        repeat {
            position -= 1
            start[position] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        if isNegative {
            position -= 1
            start[position] = 0x2D
        }
        return Bytes(start: start + position, count: 20 - position)
    }

    /// The shortest digits that stand for a double.
    func digits(of double: Double) -> Bytes {
        var text = double.description
        return text.withUTF8 { digits in
            let start = room(for: digits.count)
            start.update(from: digits.baseAddress ?? UnsafePointer(start), count: digits.count)
            return Bytes(start: start, count: digits.count)
        }
    }

    private func room(for count: Int) -> UnsafeMutablePointer<UInt8> {
        if used + count > Self.chunkSize {
            chunk += 1
            used = 0
            if chunk == chunks.count { chunks.append(.allocate(capacity: Self.chunkSize)) }
        }
        defer { used += count }
        return chunks[chunk] + used
    }
}
