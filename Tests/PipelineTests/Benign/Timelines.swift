import Foundation
import TestSupport

/// What users of a healthy service leave in its log: each request, connection and thread is one user's.
enum Timelines {
    /// An entry and when it was written, in seconds since the first.
    typealias Entry = (second: Int, members: String)

    static func entries(users: Int, using generator: inout SeededGenerator) -> [Entry] {
        (0..<users).flatMap { visit(of: user($0), using: &generator) }
    }

    private static func user(_ number: Int) -> String {
        switch number % 5 {
        case 0: "demo-user-\(number)"
        case 1: "10741608\(1_000_000_000_000 + number)"
        case 2: "person\(number)@example.com"
        case 3: "auth0|64f1c0de\(number)"
        default: "u-\(number)"
        }
    }

    /// Sign-in, a few chat requests with retries, reconnects, and the same thread again the next day.
    private static func visit(of user: String, using generator: inout SeededGenerator) -> [Entry] {
        let start = generator.below(3600)
        let thread = "thread_chat_\(generator.below(1_000_000))_\(hex(&generator))"
        var result = signIn(user, at: start, using: &generator)
        for (day, requests) in [(0, 3), (1, 2)] {
            for turn in 0..<requests {
                let second = start + day * 86_400 + 5 + turn * 40
                result += chat(user, thread: thread, at: second, using: &generator)
            }
        }
        return result
    }

    /// Until the token is checked nobody is known.
    private static func signIn(_ user: String, at second: Int, using generator: inout SeededGenerator)
        -> [Entry]
    {
        let request = "req_\(hex(&generator))0a1b"
        return [
            (second, text("INFO", "Sign-in started user_id=pending request_id=\(request)")),
            (second, text("INFO", "Token accepted user_id=\(user) request_id=\(request)")),
            (second + 1, text("INFO", "User \(user) logged in (request_id=\(request))")),
            (
                second + 1800,
                text("INFO", "Token refreshed user_id=\(user) request_id=req_\(hex(&generator))0c0d")
            ),
        ]
    }

    /// One request on a connection that is new each time, at times twice.
    private static func chat(
        _ user: String, thread: String, at second: Int, using generator: inout SeededGenerator
    ) -> [Entry] {
        let request = "req_\(hex(&generator))77aa"
        let ids = "\"user_id\":\"\(user)\",\"request_id\":\"\(request)\",\"thread_id\":\"\(thread)\""
        let tries = generator.below(4) == 0 ? 2 : 1
        return (0..<tries).flatMap { attempt -> [Entry] in
            let connection = "main_\(hex(&generator))"
            let begin = second + attempt * 3
            return [
                (begin, text("INFO", "WebSocket connected for user \(user), connection_id=\(connection)")),
                (begin, fields("Chat turn received", ids + ",\"connection_id\":\"\(connection)\"")),
                (begin + 1, fields("Agent triage started for user \(user)", ids)),
                (begin + 2, text("INFO", "User isolation validation PASSED for user \(user)")),
                (begin + 2, text("WARNING", "Slow answer for user \(user) (request_id=\(request))")),
                (begin + 3, text("INFO", "Connection \(connection) closed for user \(user)")),
            ]
        }
    }

    private static func text(_ severity: String, _ message: String) -> String {
        "\"severity\":\"\(severity)\",\"textPayload\":\"\(message)\""
    }

    private static func fields(_ message: String, _ ids: String) -> String {
        "\"severity\":\"INFO\",\"jsonPayload\":{\"message\":\"\(message)\",\"context\":{\(ids)}}"
    }

    private static func hex(_ generator: inout SeededGenerator) -> String {
        String(format: "%08x", generator.below(1 << 32))
    }
}
