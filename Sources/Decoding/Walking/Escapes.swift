import Model

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The escapes in the strings of a JSON text (RFC 8259, section 7).
enum Escapes {
    /// Where the next backslash is; `end` where there is none before it.
    @inline(__always)
    static func next(in bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
        guard start < end, let found = memchr(bytes + start, Int32(Byte.backslash), end &- start) else {
            return end
        }
        return UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
    }

    /// Whether all escapes from `first`, the first backslash, up to `end` can be read. Halves of surrogate pairs
    /// count as unreadable, alone or not: the full parser knows what to do with them.
    static func areReadable(in bytes: UnsafePointer<UInt8>, from first: Int, to end: Int) -> Bool {
        var at = first
        while at < end {
            guard at &+ 1 < end else { return false }
            if bytes[at &+ 1] == 0x75 {
                guard at &+ 6 <= end, scalar(bytes + (at &+ 2)) != nil else { return false }
                at &+= 6
            } else {
                guard simple(bytes[at &+ 1]) != nil else { return false }
                at &+= 2
            }
            at = next(in: bytes, from: at, to: end)
        }
        return true
    }

    /// Writes the content of a string, whose escapes are readable, to `room`, and returns what was written: never
    /// more bytes than the string has.
    static func resolve(_ text: Bytes, into room: UnsafeMutablePointer<UInt8>) -> Bytes {
        guard let base = text.baseAddress else { return text }
        var count = 0
        var at = 0
        while at < text.count {
            let escape = next(in: base, from: at, to: text.count)
            (room + count).update(from: base + at, count: escape &- at)
            count &+= escape &- at
            guard escape < text.count else { break }
            if let byte = simple(base[escape &+ 1]) {
                room[count] = byte
                count &+= 1
                at = escape &+ 2
            } else {
                count &+= write(scalar(base + (escape &+ 2)) ?? 0xFFFD, to: room + count)
                at = escape &+ 6
            }
        }
        return Bytes(start: room, count: count)
    }

    /// What a letter behind a backslash stands for; nil for `u` and what is no escape.
    private static func simple(_ letter: UInt8) -> UInt8? {
        switch letter {
        case Byte.quote, Byte.backslash, 0x2F: letter
        case 0x62: 0x08
        case Byte.lowerF: 0x0C
        case Byte.lowerN: Byte.newline
        case 0x72: Byte.carriageReturn
        case Byte.lowerT: Byte.tab
        default: nil
        }
    }

    /// The character that four hexadecimal digits name; nil for half of a surrogate pair.
    private static func scalar(_ digits: UnsafePointer<UInt8>) -> UInt32? {
        var value: UInt32 = 0
        for index in 0..<4 {
            let digit = digits[index]
            switch digit {
            case 0x30...0x39: value = value << 4 | UInt32(digit &- 0x30)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((digit | 0x20) &- 0x57)
            default: return nil
            }
        }
        return (0xD800...0xDFFF).contains(value) ? nil : value
    }

    /// Writes a character of the Basic Multilingual Plane as UTF-8; returns how many bytes it has.
    private static func write(_ scalar: UInt32, to room: UnsafeMutablePointer<UInt8>) -> Int {
        func low(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: scalar >> shift & 0x3F) }
        if scalar < 0x80 {
            room[0] = UInt8(truncatingIfNeeded: scalar)
            return 1
        }
        if scalar < 0x800 {
            (room[0], room[1]) = (0xC0 | UInt8(truncatingIfNeeded: scalar >> 6), low(0))
            return 2
        }
        (room[0], room[1], room[2]) = (0xE0 | UInt8(truncatingIfNeeded: scalar >> 12), low(6), low(0))
        return 3
    }
}

/// Memory for the strings of one record that have escapes. One a thread.
struct EscapeRoom: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity = 4096

    init() {
        base = .allocate(capacity: capacity)
    }

    deinit {
        base.deallocate()
    }

    /// Room for so many bytes; what was there before is gone.
    mutating func take(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        if count > capacity {
            base.deallocate()
            capacity = count * 2
            base = .allocate(capacity: capacity)
        }
        return base
    }
}
