/// How severe a log entry is (google.logging.type.LogSeverity). The raw values are the enum's numbers.
public enum Severity: Int, Sendable, Comparable, CaseIterable {
    case `default` = 0
    case debug = 100
    case info = 200
    case notice = 300
    case warning = 400
    case error = 500
    case critical = 600
    case alert = 700
    case emergency = 800

    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }

    /// The enum's name, as Cloud Logging writes it.
    public var name: StaticString {
        switch self {
        case .default: "DEFAULT"
        case .debug: "DEBUG"
        case .info: "INFO"
        case .notice: "NOTICE"
        case .warning: "WARNING"
        case .error: "ERROR"
        case .critical: "CRITICAL"
        case .alert: "ALERT"
        case .emergency: "EMERGENCY"
        }
    }

    /// Reads a name in any case, or one of the short forms that logging agents translate (`WARN`, `ERR`,
    /// `W`, `F` …). Whatever is unknown is DEFAULT, as the agents have it.
    public init(name: Bytes) {
        self = Self.names.first { name.equalsIgnoringASCIICase($0.0) }?.1 ?? .default
    }

    /// Reads a number, rounded down to a full hundred and kept between 0 and 800, as the agents have it.
    public init(number: Int) {
        self = Severity(rawValue: min(max(number / 100, 0), 8) * 100) ?? .default
    }

    private static let names: [(StaticString, Severity)] =
        allCases.map { ($0.name, $0) } + [
            ("WARN", .warning), ("W", .warning), ("ERR", .error), ("E", .error), ("SEVERE", .error),
            ("I", .info), ("INFORMATIONAL", .info), ("N", .notice), ("D", .debug), ("TRACE", .debug),
            ("F", .critical), ("FATAL", .critical), ("CRIT", .critical), ("C", .critical), ("A", .alert),
            ("EMERG", .emergency), ("PANIC", .emergency),
        ]
}
