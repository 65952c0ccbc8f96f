/// Whose work an entry is part of: the ids its message may name.
struct Scope {
    var user: [UInt8]
    /// The user that is mixed up with `user`; only planted failures name one.
    var other: [UInt8] = []
    var request: [UInt8]
    let connection: [UInt8]
    let thread: [UInt8]
    let run: [UInt8]

    /// Of what belongs to nobody's request.
    static let none = Scope(user: [], request: [], connection: [], thread: [], run: [])
}

/// Ids made of serial numbers. Each kind spreads its numbers by an odd factor, which maps no two of them to
/// one: two ids of chance that met would be a conflict that nobody planted.
enum Identifiers {
    /// Users come in the shapes that identity providers give: names, UUIDs, long numbers.
    static func user(_ serial: Int) -> [UInt8] {
        let spread = spread(serial, by: 0x9E37_79B9_7F4A_7C15, digits: 12)
        switch serial % 3 {
        case 0: return Array("user-\(serial)".utf8)
        case 1: return uuid(spread)
        default: return Array("1\(1_000_000_000_000_000 + spread)7742".utf8)
        }
    }

    static func request(_ serial: Int) -> [UInt8] {
        Array("req_".utf8) + hex(spread(serial, by: 0xBF58_476D_1CE4_E5B9, digits: 12), digits: 12)
    }

    static func connection(_ serial: Int) -> [UInt8] {
        Array("main_".utf8) + hex(spread(serial, by: 0x94D0_49BB_1331_11EB, digits: 8), digits: 8)
    }

    static func thread(_ serial: Int) -> [UInt8] {
        Array("thread_chat_\(serial)_".utf8)
            + hex(spread(serial, by: 0xD6E8_FEB8_6659_FD93, digits: 8), digits: 8)
    }

    static func run(_ serial: Int) -> [UInt8] {
        Array("run_chat_\(serial)_".utf8)
            + hex(spread(serial, by: 0xA076_1D64_78BD_642F, digits: 8), digits: 8)
    }

    private static func uuid(_ spread: UInt64) -> [UInt8] {
        let digits = String(decoding: hex(spread, digits: 12), as: UTF8.self)
        return Array("\(digits.prefix(8))-4c1d-4\(digits.suffix(3))-9a5e-\(digits)".utf8)
    }

    /// One to one on numbers of that many hexadecimal digits: an odd factor has an inverse modulo a power of two.
    private static func spread(_ serial: Int, by factor: UInt64, digits: UInt64) -> UInt64 {
        UInt64(serial) &* factor & (1 << (4 * digits) - 1)
    }

    private static func hex(_ value: UInt64, digits: Int) -> [UInt8] {
        let text = String(value, radix: 16)
        return Array((String(repeating: "0", count: digits - text.count) + text).utf8)
    }
}
