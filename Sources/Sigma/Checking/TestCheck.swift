import Documents

/// The tests beside a rule: whether there are any, and whether they can be read.
struct TestCheck {
    let list: DiagnosticList

    func check(_ document: DocumentNode) {
        guard document.entry("filter") == nil else { return }
        guard let tests = document.entry("tests") else {
            guard let title = document.entry("title") else { return }
            warn(title.keyMark)
            return
        }
        guard case .sequence(let items, _) = tests.value else {
            report(
                tests.value.mark, "'tests' must be a list", "write '- message: …' and 'match: true' below it")
            return
        }
        if items.isEmpty { warn(tests.keyMark) }
        for item in items { checkTest(item) }
    }

    private func warn(_ mark: Mark) {
        list.warn(
            mark, "the rule has no tests",
            "add 'tests:' with an entry that it must match and one that it must not", check: .noTests)
    }

    private func report(_ mark: Mark, _ problem: String, _ advice: String) {
        list.report(mark, problem, advice, check: .test)
    }

    private func checkTest(_ node: DocumentNode) {
        guard case .mapping = node else {
            report(
                node.mark, "a test must be a mapping, but this is \(node.kindName)", "write '- message: …'")
            return
        }
        let subjects = ["message", "entry", "timeline"].compactMap { node.entry($0) }
        if subjects.isEmpty {
            report(
                node.mark, "the test has nothing to try the rule on", "add 'message', 'entry' or 'timeline'")
        }
        if subjects.count > 1 {
            report(
                subjects[1].keyMark, "the test has '\(subjects[0].key)' already",
                "write a test of its own for each")
        }
        if let match = node.entry("match") {
            if case .boolean? = match.value.scalar {
            } else {
                report(match.value.mark, "'match' must be true or false", "write 'match: true'")
            }
        } else {
            report(
                node.mark, "the test does not say what must come of it", "add 'match: true' or 'match: false'"
            )
        }
        if let timeline = node.entry("timeline") { checkTimeline(timeline.value) }
    }

    private func checkTimeline(_ node: DocumentNode) {
        guard case .sequence(let steps, _) = node, !steps.isEmpty else {
            report(
                node.mark, "a timeline must be a list of entries",
                "write '- at: 0s' and 'entry: {…}' below it")
            return
        }
        for step in steps {
            if step.entry("entry") == nil, step.entry("message") == nil {
                report(step.mark, "the step has no entry", "add 'entry: {…}'")
            }
            guard let at = step.entry("at")?.value else {
                report(step.mark, "the step has no time", "add 'at: 0s', the time since the first one")
                continue
            }
            if !Self.isOffset(at.text ?? "") {
                report(
                    at.mark, "'\(at.text ?? "")' is no time since the first step",
                    "write a number and one of s, m, h, d, such as 61m")
            }
        }
    }

    private static func isOffset(_ text: String) -> Bool {
        guard let unit = text.last, "smhd".contains(unit), text.count > 1 else { return false }
        return text.dropLast().utf8.allSatisfy { $0 &- 0x30 < 10 }
    }
}
