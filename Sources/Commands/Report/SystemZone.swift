import Model
import Triage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The time zones of the system's database, asked through the C library.
///
/// The C library has one zone a process, `TZ`: the last one that was asked for is the one that all answer for. A
/// command asks for one, before it starts threads.
enum SystemZone {
    /// A zone by its name in the database, such as `Europe/Berlin`; `UTC`; or `local` for what `TZ` says or the
    /// system is set to. Nil where there is no such zone: the C library would take it for UTC.
    static func named(_ name: String) -> LocalTime? {
        switch name {
        case "UTC", "utc":
            return .utc
        case "local":
            tzset()
            return LocalTime(name: localName ?? "local", offset: offset)
        default:
            guard isInDatabase(name) else { return nil }
            setenv("TZ", ":\(name)", 1)
            tzset()
            return LocalTime(name: name, offset: offset)
        }
    }

    /// Seconds east of UTC.
    private static func offset(at timestamp: Timestamp) -> Int {
        let (seconds, remainder) = timestamp.nanoseconds.quotientAndRemainder(dividingBy: .second)
        var time = time_t(remainder < 0 ? seconds - 1 : seconds)
        var local = tm()
        // It fails for years that an `int` does not hold; nanoseconds hold none of them.
        guard localtime_r(&time, &local) != nil else { return 0 }
        return local.tm_gmtoff
    }

    /// Whether the database has a file of this name; it begins with `TZif` (RFC 8536, section 3.1).
    private static func isInDatabase(_ name: String) -> Bool {
        let isPlain = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x2B, 0x2D, 0x2F, 0x5F].contains(byte)
        }
        guard isPlain, !name.isEmpty, !name.hasPrefix("/"),
            let file = fopen("\(database)/\(name)", "rb")
        else { return false }
        defer { fclose(file) }
        var magic = [UInt8](repeating: 0, count: 4)
        return fread(&magic, 1, 4, file) == 4 && magic.elementsEqual("TZif".utf8)
    }

    private static var database: String { System.environment("TZDIR") ?? "/usr/share/zoneinfo" }

    /// The name behind `TZ`, or behind the link that sets the system's zone.
    private static var localName: String? {
        if let variable = System.environment("TZ") {
            let name = variable.hasPrefix(":") ? String(variable.dropFirst()) : variable
            return name.isEmpty ? "UTC" : name
        }
        let path = System.resolved("/etc/localtime")?.split(separator: "/") ?? []
        guard let folder = path.firstIndex(of: "zoneinfo") else { return nil }
        return path[(folder + 1)...].joined(separator: "/")
    }
}
