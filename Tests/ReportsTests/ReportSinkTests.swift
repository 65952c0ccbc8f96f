import Model
import Reports
import Testing

@Suite struct ReportSinkTests {
    @Test func anErrorOfTheSinkIsTheErrorOfTheReport() {
        var disk = FullDisk()
        #expect(throws: FullDisk.Full.self) {
            try JSONReport.writeDocument(Sample.report, tool: Sample.tool, to: &disk)
        }
        #expect(throws: FullDisk.Full.self) { try JSONReport.writeLines(Sample.report, to: &disk) }
        #expect(throws: FullDisk.Full.self) { try TextReport.write(Sample.report, to: &disk) }
    }

    @Test func aLargeReportComesInPieces() throws {
        let one = Report(ledger: Ledger(), incidents: [Sample.incident])
        let many = Report(ledger: Ledger(), incidents: Array(repeating: Sample.incident, count: 200))
        var few = Collector()
        var pieces = Collector()
        try JSONReport.writeLines(one, to: &few)
        try JSONReport.writeLines(many, to: &pieces)
        #expect(few.pieces == 1)
        #expect(pieces.pieces > 2)
        let lines = pieces.text.split(separator: "\n")
        #expect(lines.count == 201)
        #expect(lines.dropLast().allSatisfy { $0 == few.text.split(separator: "\n")[0] })
    }

    /// A dictionary has another order in every instance; reports have one.
    @Test func theSameReportGivesTheSameBytes() throws {
        let names = (0..<50).map { "scope_\($0)" }
        let outputs = try (0..<5).map { _ in
            var scopes: [String: [String]] = [:]
            for name in names.shuffled() { scopes[name] = ["1"] }
            let report = Report(ledger: Ledger(), incidents: [Sample.incident(scopes: scopes)])
            return try [Sample.json(report), Sample.lines(report), Sample.text(report)]
        }
        #expect(Set(outputs).count == 1)
    }
}
