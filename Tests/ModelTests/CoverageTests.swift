import Model
import Testing

@Suite struct CoverageTests {
    private static func coverage(minutes: [Int]) -> Coverage {
        minutes.reduce(into: Coverage()) { $0.see(minute($1), isOfRevision: false) }
    }

    private static func minute(_ number: Int) -> Timestamp {
        Timestamp(nanoseconds: Int64(number) * .minute)
    }

    /// Entries at these minutes, asked about from minute 0 to 600.
    @Test(
        arguments: [
            ([], 60, [[0, 600]]),
            ([0, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600], 60, []),
            ([59, 119, 120, 180, 240, 300, 360, 420, 480, 540], 60, []),
            ([0, 61, 120, 180, 240, 300, 360, 420, 480, 540], 60, [[0, 61]]),
            ([90, 150, 210, 270, 330, 390, 450, 510, 539], 60, [[0, 90], [539, 600]]),
            ([30, 200, 400, 580], 60, [[30, 200], [200, 400], [400, 580]]),
            ([30, 200, 400, 580], 180, [[200, 400]]),
            ([30, 200, 400, 580], 200, []),
        ] as [([Int], Int, [[Int]])])
    func gapsAreWhereNoEntryIs(minutes: [Int], limit: Int, expected: [[Int]]) {
        let gaps = Self.coverage(minutes: minutes).gaps(
            from: Self.minute(0), to: Self.minute(600), longerThan: Int64(limit) * .minute)
        #expect(gaps == expected.map { Coverage.Gap(from: Self.minute($0[0]), to: Self.minute($0[1])) })
    }

    @Test func hoursBefore1970AreHours() {
        let coverage = Self.coverage(minutes: [-120, -61, -60, -1, 0, 59, 60])
        #expect(coverage.hours.mapValues(\.entries) == [-2: 2, -1: 2, 0: 2, 1: 1])
    }

    @Test func partsAddUpInAnyOrder() {
        let times = [3, 700, 62, 61, 5, 130]
        var whole = Coverage()
        for (number, time) in times.enumerated() {
            whole.see(Self.minute(time), isOfRevision: number % 2 == 0)
        }
        for cut in 0...times.count {
            var parts = [Coverage(), Coverage()]
            for (number, time) in times.enumerated() {
                parts[number < cut ? 0 : 1].see(Self.minute(time), isOfRevision: number % 2 == 0)
            }
            var sum = parts[1]
            sum.merge(parts[0])
            #expect(sum == whole, "cut at \(cut)")
        }
        #expect(whole.all.entries == 6)
        #expect(whole.all.first == Self.minute(3))
        #expect(whole.all.last == Self.minute(700))
        #expect(whole.ofRevision.entries == 3)
        #expect(whole.ofRevision.first == Self.minute(3))
        #expect(whole.ofRevision.last == Self.minute(62))
    }
}
