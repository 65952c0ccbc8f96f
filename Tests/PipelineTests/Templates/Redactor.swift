import Foundation

/// Damages a text as the service's own redactors do.
enum Redactor {
    private static let steps: [(pattern: String, options: NSRegularExpression.Options, template: String)] = [
        (#"\b\d{4}[\s\-]?\d{4}[\s\-]?\d{4}[\s\-]?\d{4}\b"#, [], "XXXX-XXXX-XXXX-XXXX"),
        (#"(jwt|token|secret|auth|password)[\s:=]+"?([^"\s]+)"?"#, .caseInsensitive, "$1=REDACTED"),
        (#"\d{3}-\d{2}-\d{4}"#, [], "XXX-XX-XXXX"),
        (#"[\w.+-]+@([\w-]+\.[\w.]+)"#, [], "***@$1"),
        (#"[A-Za-z0-9]{32,}"#, [], "***API_KEY_REDACTED***"),
    ]
    private static let compiled: [(NSRegularExpression, String)] = steps.compactMap { step in
        (try? NSRegularExpression(pattern: step.pattern, options: step.options)).map { ($0, step.template) }
    }

    static func redact(_ text: String) -> String {
        compiled.reduce(text) { text, step in
            let all = NSRange(text.startIndex..., in: text)
            return step.0.stringByReplacingMatches(in: text, range: all, withTemplate: step.1)
        }
    }
}
