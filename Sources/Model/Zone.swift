/// The offsets from UTC of one time zone, for all time that a report is about.
public struct Zone: Hashable, Sendable {
    /// From when on an offset holds.
    public struct Change: Hashable, Sendable {
        public let start: Timestamp
        /// Seconds east of UTC.
        public let offset: Int

        public init(start: Timestamp, offset: Int) {
            self.start = start
            self.offset = offset
        }
    }

    /// As it was asked for: `UTC`, `Europe/Berlin`.
    public let name: String
    /// Ascending; the first one holds for all time before it too.
    private let changes: [Change]

    /// A zone without changes is UTC under another name.
    public init(name: String, changes: [Change]) {
        self.name = name
        self.changes = changes.sorted { $0.start < $1.start }
    }

    public static let utc = Zone(name: "UTC", changes: [])

    /// Seconds east of UTC at a point of time.
    public func offset(at timestamp: Timestamp) -> Int {
        (changes.last { $0.start <= timestamp } ?? changes.first)?.offset ?? 0
    }
}
