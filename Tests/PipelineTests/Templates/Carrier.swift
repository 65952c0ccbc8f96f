import Foundation

/// How a message reaches the log: marks in front of it, what stands around it, and the entry that holds it.
enum Carrier {
    /// In front of the message; loggers and releases differ.
    static let marks = [
        "", "🚨 ", " ALERT:  ", "[U+1F6A8] ", "🚨 ALERT: ", "❌ ", " FAIL:  ", "FAIL: ", "⚠️ ",
        " WARNING: [U+FE0F] ", "WARNING: [⚠️] ", "🔴 ", "[U+1F534] ", "[🔴] ", "? ", "[?] ", "[U+1F9F9] ",
    ]

    struct Surroundings: Sendable {
        let name: String
        /// By field: ids that it adds.
        var adds: [String: String] = [:]
        let wrap: @Sendable (_ message: String, _ source: String) -> String
    }

    static let surroundings: [Surroundings] = [
        Surroundings(name: "plain") { message, _ in message },
        Surroundings(name: "another message") { message, _ in "Step 3 failed: \(message)" },
        Surroundings(name: "exception in a message") { message, _ in
            "Handler stopped: ValueError: \(message) | retry 1/3"
        },
        Surroundings(name: "traceback") { message, _ in traceback(message, source: "raise ValueError(") },
        Surroundings(name: "traceback, in one line") { message, _ in
            traceback(message, source: "raise ValueError(").replacing("\n", with: "\\n")
        },
        Surroundings(name: "traceback with its source") { message, source in
            traceback(message, source: "raise ValueError(f\"\(source)\")")
        },
        Surroundings(name: "traceback with its source, in one line") { message, source in
            traceback(message, source: "raise ValueError(f\"\(source)\")").replacing("\n", with: "\\n")
        },
        Surroundings(name: "inner traceback") { message, _ in
            traceback(message, source: "raise ValueError(")
                + "\n\nDuring handling of the above exception, another exception occurred:\n\nRuntimeError: stopped\n"
        },
        Surroundings(name: "repr") { message, _ in "Step failed with ValueError(\(repr(message)))" },
        Surroundings(name: "list") { message, _ in "Collected: [\(repr(message))]" },
        Surroundings(name: "list with others") { message, _ in
            "Collected: ['slow start', \(repr(message)), 'queue is long']"
        },
        Surroundings(name: "list, doubled") { message, _ in "Collected: [\(repr(message)), \(repr(message))]"
        },
        Surroundings(name: "dictionary") { message, _ in
            "Result: {'ok': False, 'error': \(repr(message)), 'code': 7}"
        },
        Surroundings(name: "JSON in a message") { message, _ in
            "Result: {\"error\": \(json(message)), \"code\": 7}"
        },
        Surroundings(name: "with its request", adds: ["request_id": "req_7bda598bcaea"]) { message, _ in
            "\(message) (request_id=req_7bda598bcaea)"
        },
        Surroundings(name: "with its trace", adds: ["trace": "fc8bcc8e-4453-4730-abcd-09de2b7f11aa"]) {
            message, _ in
            "\(message) | Trace: fc8bcc8e-4453-4730-abcd-09de2b7f11aa"
        },
    ]

    /// The entry around a message, in each of the shapes that exports have.
    static let entries: [@Sendable (String) -> String] = [
        { "{\"severity\":\"ERROR\",\"textPayload\":\(json($0))}" },
        { "{\"severity\":\"ERROR\",\"jsonPayload\":{\"logger\":\"app.core\",\"message\":\(json($0))}}" },
        {
            "{\"severity\":\"WARNING\",\"text_payload\":null,\"json_payload\":{\"message\":\(json($0)),\"line\":118}}"
        },
        { "{\"level\":\"CRITICAL\",\"message\":\(json($0))}" },
    ]

    private static func traceback(_ message: String, source: String) -> String {
        """
        Traceback (most recent call last):
          File "/app/service/handlers.py", line 212, in handle
            await self.deliver(event, user_id=user_id)
          File "/app/service/engine.py", line 380, in _validate
            \(source)
        ValueError: \(message)
        """
    }

    /// Python's repr of a text.
    private static func repr(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        guard escaped.contains("'") else { return "'\(escaped)'" }
        return escaped.contains("\"") ? "'\(escaped.replacing("'", with: "\\'"))'" : "\"\(escaped)\""
    }

    static func json(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
