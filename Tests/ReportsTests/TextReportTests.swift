import Model
import Reports
import Testing

@Suite struct TextReportTests {
    @Test func anEmptyReportReadsWell() throws {
        let text = try Sample.text(Report(ledger: Ledger(), incidents: []))
        #expect(
            text.hasPrefix("No incidents in 0 entries.\nEverything was read and checked.\n\nWhat was read\n"))
    }

    @Test func aReportForPeople() throws {
        #expect(try Sample.text(Sample.report) == Self.expected)
    }

    @Test(arguments: [(Level.critical, "1;31"), (.high, "31"), (.medium, "33"), (.low, "36")])
    func levelsAreColoured(level: Level, code: String) throws {
        let report = Report(ledger: Ledger(), incidents: [Sample.incident(level: level)])
        let label = level.name.uppercased()
        #expect(try Sample.text(report, color: true).contains("\n\u{1B}[\(code)m\(label)"))
        #expect(try !Sample.text(report).contains("\u{1B}"))
    }

    @Test(
        arguments: [
            (\Ledger.incompleteInputs, "1 of 9 inputs not in full"),
            (\.malformed, "1 piece is no JSON"),
            (\.withoutTimestamp, "1 entry without a time not correlated"),
            (\.regexLimitHits, "1 match given up at a regex limit"),
            (\.evicted, "1 piece of state dropped to keep within memory"),
        ] as [(WritableKeyPath<Ledger, Int> & Sendable, String)])
    func whatIsMissingIsSaidFirst(count: WritableKeyPath<Ledger, Int> & Sendable, expected: String) throws {
        var ledger = Ledger()
        ledger.inputs = 9
        ledger[keyPath: count] = 1
        let text = try Sample.text(Report(ledger: ledger, incidents: []), width: 200)
        #expect(
            text.hasPrefix(
                "No incidents in 0 entries.\nNot everything was read and checked: \(expected). "
                    + "There may be more than is found here.\n"))
    }

    @Test(arguments: [
        (0, 0, "No incidents in 40112 entries."),
        (0, 1, "No incidents of those asked for in 40112 entries; 1 other is not shown."),
        (1, 0, "1 incident in 40112 entries: 1 critical. 2 users affected."),
        (1, 2, "1 incident in 40112 entries: 1 critical. 2 users affected. 2 others are not shown."),
    ])
    func whatIsNotShownIsSaid(shown: Int, hidden: Int, expected: String) throws {
        let report = Report(ledger: Sample.ledger, incidents: shown == 0 ? [] : [Sample.incident])
        var sink = Collector()
        try TextReport.write(report, options: .init(width: 120, hidden: hidden), to: &sink)
        #expect(sink.text.hasPrefix(expected + "\n"))
    }

    @Test func entriesOutsideTheTimeAskedForAreSaid() throws {
        var ledger = Ledger()
        ledger.outOfRange = 5
        let text = try Sample.text(Report(ledger: ledger, incidents: []))
        #expect(text.contains("\n5 entries lie outside the time asked for.\n"))
    }

    @Test func theLedgerIsThereInFull() throws {
        var ledger = Ledger()
        let counts: [WritableKeyPath<Ledger, Int>] = [
            \.inputs, \.incompleteInputs, \.skippedFiles, \.bytesRead, \.bytesDecoded, \.entries,
            \.duplicates,
            \.malformed, \.repaired, \.withoutTimestamp, \.outOfRange, \.regexLimitHits, \.evicted,
        ]
        for (number, path) in counts.enumerated() { ledger[keyPath: path] = 101 + number }
        let text = try Sample.text(Report(ledger: ledger, incidents: []))
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("  ") }
        let values = rows.prefix(counts.count).map { $0.split(separator: " ").last.map(String.init) }
        #expect(values == counts.indices.map { String(101 + $0) })
    }

    @Test func problemsAreCapped() throws {
        var ledger = Ledger()
        ledger.problems = (1...12).map { InputProblem(path: "a", line: $0, offset: $0 * 10, reason: "bad") }
        ledger.problemsOmitted = 30
        let text = try Sample.text(Report(ledger: ledger, incidents: []))
        #expect(text.hasSuffix("  a:10, byte 100: bad\n  and 32 more\n"))
        #expect(!text.contains("a:11"))
    }

    @Test(arguments: [
        "\u{1B}[2J", "\u{9B}31m", "a\nb", "\u{202E}evil", "\u{2066}x", "\u{7F}", "\u{200B}", "\r",
    ])
    func nothingFromLogsActsOnTheTerminal(hostile: String) throws {
        let text = try Sample.text(Sample.hostile(hostile), width: 60)
        let bad = hostile.unicodeScalars.filter {
            !$0.properties.isAlphabetic && !"[0123456789".contains(Character($0))
        }
        for scalar in bad where scalar != "\n" { #expect(!text.unicodeScalars.contains(scalar)) }
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
        #expect(text.split(separator: "\n").allSatisfy { !$0.hasPrefix("b") })
    }

    @Test func hiddenCharactersAreShown() throws {
        let text = try Sample.text(Sample.reporting(message: "a\u{1B}[31m\n\t\u{202E}\u{1}\u{85}"))
        #expect(text.contains(#"a\x1b[31m\n\t\u{202e}\x01\x85"#))
    }

    @Test(arguments: [40, 57, 80, 133])
    func pathsStayWholeOnLinesOfTheirOwn(width: Int) throws {
        let path = String(repeating: "folder with a space/", count: 12) + "0000_S0.json"
        var ledger = Ledger()
        ledger.problems = [InputProblem(path: path, line: 7, offset: 1234, reason: "the stream ends early")]
        let evidence = Sample.evidence(nil, rules: ["manager-twice"], message: "m", users: [], path: path)
        let incident = Sample.incident(evidence: [evidence])
        let lines = try Sample.text(Report(ledger: ledger, incidents: [incident]), width: width)
            .split(separator: "\n").map { $0.drop { $0 == " " } }
        // Once as evidence, once as the place to look at, once as a problem.
        #expect(lines.count { $0 == "\(path):1" } == 2)
        #expect(lines.count { $0 == "\(path):7, byte 1234:" } == 1)
    }

    @Test func labelsOfAnIncidentStandInOneColumn() throws {
        let incident = Sample.incident(scopes: [:])
        let block = try Sample.text(Report(ledger: Ledger(), incidents: [incident]))
            .split(separator: "\n\n")[1].split(separator: "\n").dropFirst()
        // A label begins at the third column and ends before two spaces or more.
        let columns = block.filter { $0.dropFirst(2).first != " " }.compactMap { line -> Int? in
            guard let gap = line.dropFirst(2).firstRange(of: "  ") else { return nil }
            let value = line[gap.lowerBound...].drop { $0 == " " }
            return line.distance(from: line.startIndex, to: value.startIndex)
        }
        #expect(columns.count > 6)
        #expect(Set(columns) == [13], "\(columns)")
    }

    @Test(arguments: 60...110)
    func lengthsOfTimeAreNotBroken(width: Int) throws {
        let text = try Sample.text(Sample.report, width: width)
        #expect(text.contains("(1 d 1 h)"))
        #expect(text.contains("(1 min 5 s),"))
    }

    @Test(arguments: [0, 40, 41, 57, 80, 133])
    func onlyPathsAreWiderThanThePage(width: Int) throws {
        let long = String(repeating: "word 漢字🚨 \u{1B}", count: 90) + String(repeating: "漢", count: 300)
        for report in [
            Sample.report, Sample.hostile(long, path: "a"),
            Sample.hostile(String(repeating: "x", count: 500), path: "a"),
        ] {
            for line in try Sample.text(report, width: width).split(separator: "\n") {
                let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
                #expect(columns <= max(40, width), "\(line)")
            }
        }
    }

    @Test func aLongMessageIsCutWithAMark() throws {
        let text = try Sample.text(Sample.reporting(message: String(repeating: "m", count: 500)), width: 60)
        let line = try #require(text.split(separator: "\n").first { $0.contains("mmm") })
        #expect(line.count == 60)
        #expect(line.hasSuffix("m…"))
    }

    @Test func manyUsersAreCountedNotListed() throws {
        let users = (100..<150).map { "user-\($0)" }
        let text = try Sample.text(Report(ledger: Ledger(), incidents: [Sample.incident(users: users)]))
        #expect(text.contains("50 users affected."))
        #expect(text.contains("user-119, and 30 more\n"))
        #expect(!text.contains("user-120"))
    }
}
