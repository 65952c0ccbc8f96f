import Model
import Pipeline
import RuleTools

/// An engine with a few fields and these rules.
func engine(_ rules: String) throws -> Engine {
    let extraction = """
        title: Fields
        id: 3b0c4a10-3f0b-4d3e-9d55-0d3a6d1b7f01
        fields:
          user_id: {kind: user, sole: true, paths: [jsonPayload.user_id]}
          request_id: {kind: scope, paths: [jsonPayload.request_id]}
        patterns:
          - match: 'for user (?<user_id>[a-z]+)'
            samples: [{text: "for user alice", fields: {user_id: [alice]}}]
        """
    return try Engine(
        extraction: [PatternFile(path: "extract/fields.yml", text: extraction)],
        rules: [PatternFile(path: "r.yml", text: rules)], checksSamples: true)
}

/// A detection named `d` that looks for `leak` in the message, with these tests.
func detection(tests: String) -> String {
    """
    title: t
    name: d
    logsource: {product: gcp}
    detection:
      s: {message|contains: leak}
      condition: s
    tests:
    \(tests.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
    """
}

/// `line:column: problem` of all results that fail.
func failures(_ rules: String, requiresBothKinds: Bool = false) throws -> [String] {
    let engine = try engine(rules)
    return try RuleTests(engine).run(
        Set(engine.ruleSet.listings.indices), requiresBothKinds: requiresBothKinds
    ).compactMap { result in
        result.problem.map { "\(result.mark.line):\(result.mark.column): \($0)" }
    }
}
