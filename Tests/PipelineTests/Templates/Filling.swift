import Foundation
import TestSupport

/// A template whose placeholders are filled, and the ids that must come out.
struct Filling {
    var text: String
    /// By field: ids that must be found. A cut one stands under `NAME_cut`.
    var expected: [String: Set<String>] = [:]

    init(_ template: Template, identifiers: Identifiers, using generator: inout SeededGenerator) {
        var values: [String: Identifiers.Value] = [:]
        for name in template.placeholders {
            values[name] = identifiers.value(of: name) ?? .nothing(Prose.text(for: name, using: &generator))
        }
        text = template.text.filled { values[$0]?.text ?? "" }
        for (field, names) in template.ids {
            for case let value? in names.map({ values[$0] }) { expect(value, in: field) }
        }
    }

    private mutating func expect(_ value: Identifiers.Value, in field: String) {
        switch value {
        case .whole(let id): expected[field, default: []].insert(id)
        case .cut(let id) where field.hasSuffix("user_id"): expected[field + "_cut", default: []].insert(id)
        case .cut, .nothing: break
        }
    }
}

/// Words for the placeholders that are no ids.
enum Prose {
    /// Every placeholder that is not an id must be listed.
    static let texts: [String: [String]] = [
        "issue": [
            "manager without a registry", "mode is not unified", "state expected to be empty is not",
            "token of the manager is older than its boundary", "Concurrent set-up -> second pass",
        ],
        "error": [
            "timeout", "connection closed", "expected UserExecutionContext, got dict",
            "'NoneType' object has no attribute 'user_id'", "[Errno 104] Connection reset by peer",
            "state PREPARING -> READY is not allowed", "a name is outside of its boundary",
            "Concurrent update", "duplicate key value violates unique constraint", "",
        ],
        "operation": ["send_message", "add_connection", "lookup of the queue"],
        "list": [
            "['run_id', 'thread_id']", "['agent_started']", "['app.websocket_core.manager.WebSocketManager']",
            "['manager without a registry', \"it's closed\"]", "[]",
        ],
        "agent": ["triage", "data_helper", "startup"],
        "event": ["agent_started", "tool_completed", "unknown"],
        "service": ["CacheService", "MessageQueue"],
        "attribute": ["_connections", "_message_queue", "memory_reference", "handshake_timing"],
        "key": ["sender_id", "user_id", "thread_id", "auth_token"],
        "text": ["HIPAA, SOC2", "2 issues", "slow start"],
        "count": ["1", "2", "20", "317"],
        "seconds": ["0.004", "2.1", "61.0"],
        "empty": ["None", "''", "'  '"],
        "nothing": ["", "None", " "],
        "context": [
            "None", "UserExecutionContext(user_id='', thread_id='')", "{}", "<Context object at 0x7f3a10c2>",
        ],
        "correlation": ["[demo-use:thread_w:run_webs:req_webs]", "10741608:thread_c:run_chat:req_7bda"],
        "context_key": ["demo-user-001_req_7bda598bcaea", "3e1c_77"],
    ]

    static func text(for name: String, using generator: inout SeededGenerator) -> String {
        texts[name].map { generator.pick($0) } ?? "{\(name)}"
    }
}
