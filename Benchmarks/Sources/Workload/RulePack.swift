/// More rules than any service needs: Sigma rules about messages, half of them by text and half by expression.
/// Their words are those of the log, so that looking for them cannot stop at the first letter; a handful of them
/// find something.
public enum RulePack {
    /// The names of the files and what stands in them, the same ones each time.
    public static let files: [(name: String, text: String)] = {
        let misses = subjects.flatMap { subject in faults.map { (subject, $0) } }.prefix(500 - hits.count)
        let detections = misses.enumerated().map { number, words in
            let (subject, fault) = words
            return number % 2 == 0
                ? (Modifier.contains, "\(subject) \(fault.text)")
                : (Modifier.re, "\(subject) (?:\\S+ )?\(fault.expression)")
        }
        return (detections + hits).enumerated().map { number, detection in
            let digits = String(number)
            let name = "extra_\(String(repeating: "0", count: 3 - digits.count))\(digits)"
            return ("\(name).yml", text(name, number, detection.0, detection.1))
        }
    }()

    private enum Modifier: String {
        case contains, re
    }

    private static func text(_ name: String, _ number: Int, _ modifier: Modifier, _ value: String) -> String {
        // A version 4 UUID in form, with the number for its chance.
        let digits = String(0x1_0000_0000_0000 + number, radix: 16).dropFirst()
        return """
            title: Benchmark rule \(number)
            id: 6f1d2c3b-5a49-4e8e-9b7a-\(digits)
            name: \(name)
            status: test
            description: One of many rules, to measure what a rule costs.
            logsource:
              product: gcp
              service: cloud_run
            detection:
              selection:
                message|\(modifier.rawValue): '\(value)'
              condition: selection
            level: low

            """
    }

    private static let subjects = [
        "Connection pool", "Queue consumer", "Token cache", "Redis replica", "Vector index", "Upload scanner",
        "Billing meter", "Rate limiter", "Session store", "Webhook sender", "Search shard",
        "Completion stream",
        "Plan step", "Tool sandbox", "Export job", "Mail relay", "Key vault", "Feature flag",
        "Thread archive",
        "Audit trail", "Readiness probe", "Push gateway", "Startup phase", "Schema migration", "Object store",
    ]

    private static let faults: [(text: String, expression: String)] = [
        ("timed out waiting for a lease", #"timed out (?:waiting )?after \d+ ms"#),
        ("refused the request", #"refused request_id=req_[0-9a-f]+"#),
        ("is out of memory", #"is out of (?:memory|disk|handles)"#),
        ("lost its leader", #"lost its (?:leader|quorum) in \S+"#),
        ("fell behind", #"fell behind by \d{2,6} (?:entries|s)"#),
        ("answered with a wrong checksum", #"answered with (?:a wrong|no) checksum"#),
        ("could not be decrypted", #"could not be (?:de|en)crypted for user_id=\S+"#),
        ("was restarted twice", #"was restarted \d+ times"#),
        ("dropped messages", #"dropped [1-9]\d* (?:messages|events)"#),
        ("has no free slots", #"has no free (?:slots|workers), \d+ waiting"#),
        ("rejected the certificate", #"rejected the certificate of [\w.-]+"#),
        ("is read-only", #"is (?:read-only|frozen) since \d{4}-\d{2}"#),
        ("returned stale data", #"returned (?:stale|partial) data for \S+"#),
        ("exceeded its quota", #"exceeded (?:its|the) quota of \d+"#),
        ("was evicted", #"was evicted (?:from|by) \S+ at \d+"#),
        ("skipped a checkpoint", #"skipped (?:a|\d+) checkpoints?"#),
        ("cannot reach the primary", #"cannot reach (?:the primary|\d+\.\d+\.\d+\.\d+)"#),
        ("has an unknown schema", #"has an unknown schema v\d+"#),
        ("went into recovery", #"went into (?:recovery|backoff) for \d+ s"#),
        ("closed without an answer", #"closed (?:early|without an answer) status=5\d\d"#),
    ]

    /// What the work does say now and then: a few entries in ten thousand. Each of them is an incident.
    private static let hits: [(Modifier, String)] = [
        (.contains, "Swept 17 idle connections in 3"),
        (.contains, "Flushed 299 time series"),
        (.contains, "timed out after 4711 ms"),
        (.contains, "Completion slow: 29999 ms"),
        (.contains, "Message 899 stored in thread_id=thread_chat_1"),
        (.re, #"Swept 6\d idle connections in 39 ms"#),
        (.re, #"oldest 5\d9 s$"#),
        (.re, #"Counted 600\d tokens user_id=user-\d+"#),
        (.re, #"Completion failed after 2 tries for request_id=req_0{2}"#),
        (.re, #"Event agent_completed sent .* bytes=8999$"#),
    ]
}
