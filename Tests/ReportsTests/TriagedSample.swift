import Model
import Reports

extension Sample {
    /// Two hours east in summer, one in winter.
    static var berlin: Zone {
        Zone(
            name: "Europe/Berlin",
            changes: ["2025-03-30T01:00:00Z", "2025-10-26T01:00:00Z"].enumerated().compactMap {
                number, text in
                time(text).map { Zone.Change(start: $0, offset: number == 0 ? 7200 : 3600) }
            })
    }

    static func suppression(reason: String = "Known fault CT-7", author: String = "ops") -> Suppression {
        Suppression(
            rules: ["manager-twice"], users: ["carol"], scopes: ["request_id": ["req_1"]],
            incidents: ["0000000000000003"], reason: reason, author: author,
            expires: time("2025-10-01T00:00:00Z") ?? Timestamp(nanoseconds: 0), place: "known.yml:3")
    }

    /// A day of Berlin with an incident of every status, an expired suppression and the figures of the day before.
    static var triaged: Report {
        var context = ReportContext()
        context.zone = berlin
        context.since = time("2025-09-13T22:00:00Z")
        context.until = time("2025-09-14T22:00:00Z")
        var previous = ReportFigures()
        previous.active = [.critical: 1, .high: 2]
        (previous.new, previous.users, previous.evidence) = (3, 5, 4)
        context.previous = previous
        let used = suppression()
        let expired = suppression(reason: "Test accounts")
        context.suppressions = [
            SuppressionUse(suppression: used, isExpired: false, incidents: 1),
            SuppressionUse(suppression: expired, isExpired: true, incidents: 2),
        ]
        let statuses: [(IncidentStatus, Level)] = [
            (.new, .critical), (.ongoing, .high), (.resolved, .high), (.suppressed, .low),
        ]
        let incidents = statuses.enumerated().map { number, pair in
            var incident = incident(id: "000000000000000\(number)", level: pair.1)
            incident.status = pair.0
            if pair.0 == .suppressed { incident.suppression = used }
            return incident
        }
        return Report(ledger: ledger, incidents: incidents, context: context)
    }

    static func markdown(_ report: Report) throws -> String {
        var sink = Collector()
        try MarkdownReport.write(report, to: &sink)
        return sink.text
    }

    static func csv(_ report: Report) throws -> String {
        var sink = Collector()
        try CSVReport.write(report, to: &sink)
        return sink.text
    }

    static func html(_ report: Report, hidden: Int = 0) throws -> String {
        var sink = Collector()
        try HTMLReport.write(report, tool: tool, hidden: hidden, to: &sink)
        return sink.text
    }

    /// Text that tries to be more than text, in each form that a report has.
    static let hostileTexts = [
        "<script>alert(1)</script>", "</code></p></details></article><h1>x", "\" onclick=\"alert(1)",
        "' onload='x",
        "javascript:alert(1)", "[x](javascript:alert(1))", "![x](https://evil.example/i.png)",
        "`` ` ``` `code", "a | b \\| c \\\\| d", "# heading", "- item\n- item", "```\nend\n```", "***bold***",
        "https://evil.example/", "www.evil.example", "@everyone #1", "a@b.example", "&lt;b&gt; &#60;",
        "<!-- -->", "]]>", "{{7*7}} ${7*7}", "=cmd()", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "a;b,c \"d\"",
        "a\r\nb",
        "\u{202E}gpj.exe", "\u{1B}[31mred", "\u{0}", "\u{2028}", " ", "", "\\", "`", "|",
    ]
}
