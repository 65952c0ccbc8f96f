import Model

/// Makes JSON of what nearly is: what real loggers write and a strict parser refuses.
///
/// Invalid UTF-8 and halves of surrogate pairs become U+FFFD; control characters inside strings are escaped;
/// numbers too long for 64 bits become strings of their digits (an id is never rounded); `NaN` and
/// `Infinity`, which Python writes, become null. The record's own bytes are left alone.
enum RecordRepair {
    /// Replaces what `buffer` holds by the repaired record; false where there was nothing to repair.
    static func repair(_ record: Bytes, into buffer: inout PaddedBuffer) -> Bool {
        buffer.removeAll()
        // Decoding to text replaces invalid UTF-8 as Unicode advises (U+FFFD for each maximal part).
        var text = record.text
        text.withUTF8 { bytes in
            var writer = Writer(bytes: bytes)
            writer.run(into: &buffer)
        }
        return !buffer.bytes.equals(record)
    }

    private struct Writer {
        let bytes: Bytes
        var position = 0

        init(bytes: Bytes) {
            self.bytes = bytes
        }

        mutating func run(into buffer: inout PaddedBuffer) {
            while position < bytes.count {
                let byte = bytes[position]
                if byte == 0x22 {
                    copyString(into: &buffer)
                } else if byte == 0x2D || byte &- 0x30 < 10 {
                    copyNumber(into: &buffer)
                } else if !replaceWord("NaN", into: &buffer), !replaceWord("Infinity", into: &buffer) {
                    buffer.append(byte)
                    position += 1
                }
            }
        }

        private mutating func replaceWord(_ word: StaticString, into buffer: inout PaddedBuffer) -> Bool {
            let rest = bytes.slice(position, bytes.count - position)
            guard rest.starts(with: word) else { return false }
            buffer.append("null")
            position += word.utf8CodeUnitCount
            return true
        }

        private mutating func copyNumber(into buffer: inout PaddedBuffer) {
            if bytes[position] == 0x2D {
                position += 1
                if replaceWord("Infinity", into: &buffer) { return }
                position -= 1
            }
            let start = position
            var isInteger = true
            position += 1
            while position < bytes.count {
                let byte = bytes[position]
                if byte &- 0x30 < 10 {
                    position += 1
                } else if byte == 0x2E || byte == 0x65 || byte == 0x45 || byte == 0x2B || byte == 0x2D {
                    isInteger = false
                    position += 1
                } else {
                    break
                }
            }
            let isTooLong = isInteger && position - start > 18
            if isTooLong { buffer.append(0x22) }
            buffer.append(contentsOf: bytes[start..<position])
            if isTooLong { buffer.append(0x22) }
        }

        private mutating func copyString(into buffer: inout PaddedBuffer) {
            buffer.append(bytes[position])
            position += 1
            while position < bytes.count {
                let byte = bytes[position]
                if byte == 0x5C {
                    copyEscape(into: &buffer)
                } else {
                    position += 1
                    if byte < 0x20 { appendEscaped(byte, into: &buffer) } else { buffer.append(byte) }
                    if byte == 0x22 { return }
                }
            }
        }

        private func appendEscaped(_ control: UInt8, into buffer: inout PaddedBuffer) {
            buffer.append(control < 0x10 ? "\\u000" : "\\u001")
            let digit = control & 0x0F
            buffer.append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
        }

        private mutating func copyEscape(into buffer: inout PaddedBuffer) {
            guard let unit = unitOfEscape(at: position) else {
                buffer.append(contentsOf: bytes[position..<min(position + 2, bytes.count)])
                position = min(position + 2, bytes.count)
                return
            }
            let isHigh = unit & 0xFC00 == 0xD800
            let isLow = unit & 0xFC00 == 0xDC00
            if isHigh, let next = unitOfEscape(at: position + 6), next & 0xFC00 == 0xDC00 {
                buffer.append(contentsOf: bytes[position..<(position + 12)])
                position += 12
            } else if isHigh || isLow {
                buffer.append("\\ufffd")
                position += 6
            } else {
                buffer.append(contentsOf: bytes[position..<(position + 6)])
                position += 6
            }
        }

        /// The code unit of a `\uXXXX`; nil where there is none.
        private func unitOfEscape(at start: Int) -> UInt16? {
            guard start + 6 <= bytes.count, bytes[start] == 0x5C, bytes[start + 1] == 0x75 else { return nil }
            return UInt16(bytes.slice(start + 2, 4).text, radix: 16)
        }
    }
}
