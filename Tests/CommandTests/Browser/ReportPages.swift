import Foundation
import Model
import Reports

/// The reports that are opened in a browser.
enum ReportPages {
    /// `day` is what the tool prints of the sample logs; the others are made here.
    static func write(to folder: URL) throws {
        for format in ["html", "json"] {
            let outcome = try Tool.run(["--format", format, IncidentDayTests.folder])
            try Data(outcome.stdout.utf8).write(to: folder.appending(path: "day.\(format)"))
        }
        let reports = ["many": many, "statuses": statuses, "hostile": hostile]
        for (name, report) in reports {
            let tool = ReportTool(name: "crosstalk", version: "1.2.3")
            var page = Bytes()
            try HTMLReport.write(report, tool: tool, to: &page)
            try page.data.write(to: folder.appending(path: "\(name).html"))
            var document = Bytes()
            try JSONReport.writeDocument(report, tool: tool, to: &document)
            try document.data.write(to: folder.appending(path: "\(name).json"))
        }
        try JSONEncoder().encode(hostileTexts.map(VisibleText.of))
            .write(to: folder.appending(path: "hostile-texts.json"))
    }

    /// Keeps what a report writes.
    struct Bytes: ReportSink {
        var data = Data()

        mutating func write(_ bytes: UnsafeRawBufferPointer) throws { data.append(contentsOf: bytes) }
    }

    /// As many incidents as a bad week gives, each with evidence.
    static var many: Report {
        let levels: [Level] = [.critical, .high, .medium, .low]
        let incidents = levels.enumerated().flatMap { part, level in
            (0..<1250).map { number in
                let index = part * 1250 + number
                return incident(index, level: level, status: IncidentStatus.allCases[index % 4])
            }
        }
        return Report(ledger: Ledger(), incidents: incidents)
    }

    /// A period with incidents of every level and status, flows, suppressions and problems.
    static var statuses: Report {
        var context = ReportContext()
        context.zone = Zone(name: "Europe/Berlin", changes: [.init(start: start, offset: 7200)])
        context.since = start
        context.until = start.advanced(by: .day)
        var previous = ReportFigures()
        previous.new = 3
        context.previous = previous
        context.suppressions = [
            SuppressionUse(suppression: suppression, isExpired: false, incidents: 5),
            SuppressionUse(suppression: suppression, isExpired: true, incidents: 1),
        ]
        var ledger = Ledger()
        ledger.malformed = 1
        ledger.problems = [
            InputProblem(path: "exports/a.json", line: 7, offset: 900, reason: "this is no JSON")
        ]
        let incidents = (0..<8).map { number in
            incident(
                number, level: Level.allCases[4 - number * 5 / 8],
                status: IncidentStatus.allCases[number % IncidentStatus.allCases.count])
        }
        return Report(ledger: ledger, incidents: incidents, context: context)
    }

    static let hostileTexts = [
        "<script>window.hacked = 1</script>", "</script><script>window.hacked = 1</script>",
        "</details></article><h1>Nothing found</h1>", "<img src=x onerror=\"window.hacked = 1\">",
        "\" onmouseover=\"window.hacked = 1", "' autofocus onfocus='window.hacked = 1",
        "javascript:window.hacked=1",
        "<!-- ", "]]>", "</style><style>*{display:none}</style>", "&lt;b&gt;", "<svg onload=window.hacked=1>",
        "\u{202E}gpj.exe\u{2066}", "\u{1B}[31mred", "a\u{0}b", "line one\nline two",
        String(repeating: "wide", count: 400),
    ]

    /// What only a reader of Markdown takes for more than text.
    static let markdownTexts = [
        "[x](javascript:alert(1))", "![x](https://evil.example/i.png)", "`` ` ``` `code", "a | b \\| c",
        "# heading", "```\nend\n```", "***bold*** __x__ ~~y~~", "https://evil.example/", "www.evil.example",
        "@everyone #1", "a@b.example", "[x]: https://evil.example", "1. item", "> quote", "`", "| a |\n|---|",
        "\\",
    ]

    /// The texts wherever logs bring them in.
    static var hostile: Report {
        var ledger = Ledger()
        ledger.problems = hostileTexts.map { InputProblem(path: $0, line: 1, offset: 1, reason: $0) }
        let incidents = (hostileTexts + markdownTexts).enumerated().map { number, text in
            incident(number, level: .high, status: .new, text: text)
        }
        return Report(ledger: ledger, incidents: incidents)
    }

    private static let start = Timestamp(year: 2025, month: 9, day: 14)

    private static var suppression: Suppression {
        Suppression(
            rules: ["request-two-users"], reason: "Known fault, being repaired", author: "operations",
            expires: start.advanced(by: 30 * .day), place: "known.yml:3")
    }

    private static func incident(
        _ number: Int, level: Level, status: IncidentStatus, text: String? = nil
    ) -> Incident {
        let users = text.map { [$0, "x" + $0] } ?? ["user-\(number)-a", "user-\(number)-b"]
        let rule = Rule(
            id: "r", name: "request-two-users", title: "One request carried two users",
            description: "Entries of one request name more than one user.", level: level,
            category: .identityConflict, isSignal: true, components: [text ?? "router"],
            response: "Find the code between the entries.")
        let first = start.advanced(by: Int64(number % 1000) * .minute)
        let proof = (0..<3).map {
            evidence(number * 3 + $0, at: first, text: text, users: [users[$0 % 2]])
        }
        let scopes = ["request_id": ["req-\(number)"], text ?? "trace": [text ?? "trace-\(number)"]]
        var incident = Incident(
            id: "\(1_000_000 + number)", level: level, title: "One request carried two users: \(users[0])",
            categories: [.identityConflict], status: status, users: users, cutUsers: [], scopes: scopes,
            services: [text ?? "chat"], revisions: [text ?? "chat-001", "chat-002"],
            flows: [DataFlow(from: users[0], to: users[1])].compactMap { $0 }, firstSeen: first,
            lastSeen: first.advanced(by: .minute), count: 3,
            signals: [.init(rule: rule, count: 3, firstSeen: first, lastSeen: first)], evidence: proof)
        if status == .suppressed { incident.suppression = suppression }
        return incident
    }

    private static func evidence(
        _ number: Int, at time: Timestamp, text: String?, users: [String]
    ) -> Evidence {
        Evidence(
            timestamp: time, severity: .warning, rules: ["request-two-users"],
            message: text ?? "Chat turn accepted for \(users[0])", users: users, cutUsers: [], scopes: [:],
            service: "chat", revision: "chat-001", insertID: nil, sha256: String(repeating: "ab", count: 32),
            identity: EntryIdentity(high: 0, low: UInt64(number)),
            source: EvidenceSource(path: text ?? "exports/a.json", line: number + 1, offset: number))
    }
}
