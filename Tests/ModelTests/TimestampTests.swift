import Model
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00.000000Z"),
        ("2025-09-14T02:05:00.123456Z", 1_757_815_500_123_456_000, "2025-09-14T02:05:00.123456Z"),
        ("2025-09-14T02:05:00.123456789Z", 1_757_815_500_123_456_789, "2025-09-14T02:05:00.123456789Z"),
        ("2025-09-14T04:05:00.5+02:00", 1_757_815_500_500_000_000, "2025-09-14T02:05:00.500000Z"),
        ("2025-09-13t21:35:00-0430", 1_757_815_500_000_000_000, "2025-09-14T02:05:00.000000Z"),
        ("2024-02-29 00:00:00Z", 1_709_164_800_000_000_000, "2024-02-29T00:00:00.000000Z"),
        ("1969-12-31T23:59:59.999Z", -1_000_000, "1969-12-31T23:59:59.999000Z"),
    ])
    func readsAndWritesRFC3339(text: String, nanoseconds: Int, written: String) throws {
        let timestamp = try #require(Timestamp(rfc3339: text))
        #expect(timestamp.nanoseconds == Int64(nanoseconds))
        #expect(timestamp.description == written)
    }

    @Test(arguments: [
        "", "2025-09-14", "2025-09-14T02:05:00", "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z",
        "2025-09-14T24:00:00Z", "2025-09-14T02:05:00.Z", "2025-09-14T02:05:00Zx", "0001-01-01T00:00:00Z",
        "2025-09-14T02:05:00+2:00", "９025-09-14T02:05:00Z",
    ])
    func refusesWhatIsNoDateTime(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }
}
