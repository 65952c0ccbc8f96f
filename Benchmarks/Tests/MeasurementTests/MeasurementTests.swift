import Foundation
import Measurement
import Testing

@Suite struct MeasurementTests {
    @Test(
        arguments: [([], nil), ([3], 3), ([3, 1], 2), ([9, 1, 2], 2), ([4, 1, 3, 2], 2.5)]
            as [([Double], Double?)])
    func medianIsTheMiddle(values: [Double], expected: Double?) {
        #expect(median(values) == expected)
    }

    @Test(arguments: [
        (0.0, 2, "0.00"), (1.005, 1, "1.0"), (0.049, 2, "0.05"), (12.5, 0, "13"), (3.07, 3, "3.070"),
        (-0.25, 2, "-0.25"), (-2.5, 0, "-3"),
    ])
    func numbersHaveFixedDecimals(value: Double, places: Int, text: String) {
        #expect(decimal(value, places) == text)
    }

    @Test func tableIsMarkdown() {
        var table = TextTable(header: ["name", "s"])
        table.add(["a", "10.5"])
        #expect(table.lines == ["| name |    s |", "| ---- | ---: |", "| a    | 10.5 |"])
    }

    @Test func outputIsKept() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        let cost = try Command("/bin/sh", ["-c", "echo seen; sleep 0.05"]).run(output: file.path())
        #expect(try String(contentsOf: file, encoding: .utf8) == "seen\n")
        #expect(cost.seconds >= 0.05)
        #expect(cost.peakBytes > 0)
    }

    @Test func commandIsFed() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        let fed = try FedCommand(Command("/bin/sh", ["-c", "tr a-z A-Z"]), output: file.path())
        #expect(write(fed.input, "fed", 3) == 3)
        try fed.finish()
        #expect(try String(contentsOf: file, encoding: .utf8) == "FED")
    }

    @Test func memoryOfTheCommandIsSeen() throws {
        let command = Command("/bin/sh", ["-c", "head -c 60000000 /dev/zero | tail -c 60000000 > /dev/null"])
        #expect(try command.run().peakBytes > 60_000_000)
    }

    @Test(arguments: [
        ("exit 3", "/bin/sh ended with exit code 3"), ("kill -9 $$", "/bin/sh was ended by signal 9"),
    ])
    func failureIsTold(script: String, message: String) {
        let failure = #expect(throws: CommandFailure.self) { try Command("/bin/sh", ["-c", script]).run() }
        #expect(failure?.description == message)
    }

    @Test func missingProgramIsTold() {
        #expect(throws: CommandFailure.self) { try Command("/nowhere/program", []).run() }
        #expect(Command.find("no-such-program-anywhere") == nil)
        #expect(Command.find("sh") != nil)
    }
}
