import TestSupport

/// An id for each placeholder of a template that is one, of a format that the service uses.
struct Identifiers {
    enum Value {
        /// It must be found as it stands.
        case whole(String)
        /// The text ends in a mark; the prefix must be found.
        case cut(String)
        /// Nobody, or a text that is no id.
        case nothing(String)

        var text: String {
            switch self {
            case .whole(let text), .nothing(let text): text
            case .cut(let text): text + "..."
            }
        }
    }

    /// Formats of user ids.
    static let userFormats: [Pieces] = [
        "demo-user-001", "demo-user", "staging-e2e-user-002", "{digits21}", "{uuid}", "legacy_user_{hex8}",
        "relaxed_0042",
        "emergency_1757719525043", "migration_compat_{hex8}", "job_17_140231457900288", "alice", "zoë",
        "auth0|{hex24}",
        "google-oauth2|{digits21}", "alice.b@example.com", "48213", "u-48213", "{hex32}", "Bob",
    ].map(Pieces.init)
    /// What the service writes where it knows no user.
    static let nobody: [Pieces] = [
        "pending", "system", "service:netra-backend", "unknown", "None", "none", "[NO_USER_ID]",
        "null_user_context_singleton",
    ].map(Pieces.init)

    private var values: [String: Value] = [:]

    init(for names: [String], using generator: inout SeededGenerator) {
        let isNobody = generator.below(12) == 0
        let user = isNobody ? generator.pick(Self.nobody) : generator.pick(Self.userFormats)
        let other = generator.pick(Self.userFormats)
        self.init(for: names, user: user, isNobody: isNobody, other: other, using: &generator)
    }

    /// The second user is never the first.
    init(
        for names: [String], user: Pieces, isNobody: Bool, other: Pieces,
        using generator: inout SeededGenerator
    ) {
        let first = Self.fill(user, using: &generator)
        var second = Self.fill(other, using: &generator)
        if second == first { second = "other-" + second }
        values["user"] = isNobody ? .nothing(first) : .whole(first)
        values["other_user"] = .whole(second)
        values["user_cut"] =
            isNobody ? .nothing(String(first.prefix(8)) + "...") : .cut(String(first.prefix(8)))
        let eight = String(first.prefix(8))
        values["user_first8"] = isNobody || first.count > 7 ? .nothing(eight) : .whole(eight)
        for name in names {
            // "other_run" is one more run; two by chance are never the same.
            let kind = name.hasPrefix("other_") ? String(name.dropFirst(6)) : name
            guard let formats = Self.formats[kind] else { continue }
            values[name] = .whole(Self.fill(generator.pick(formats), user: first, using: &generator))
        }
    }

    /// The value of a placeholder; nil where it is no id.
    func value(of placeholder: String) -> Value? { values[placeholder] }

    private static let formats: [String: [Pieces]] = [
        "connection": [
            "main_{hex8}", "ssot_{hex8}", "prelim_{hex8}", "factory_{hex8}", "isolated_{hex8}",
            "legacy_conn_{hex8}",
            "ws_conn_{user8}_1757719525043_{digits2}_{hex8}", "{uuid}",
        ],
        "client": ["ws_client_{user8}_1757719525043_{digits2}_{hex8}"],
        "request": [
            "req_{hex12}", "system_req_{hex12}_{hex8}", "req_chat_{digits2}_{hex8}", "isolated_req_{hex8}",
            "{uuid}",
        ],
        "thread": [
            "thread_chat_{digits2}_{hex8}", "demo_thread_1757719525043_352_{hex8}", "{uuid}",
            "thread_test-use_thread_n_chat_1757826886249_1083_{hex8}",
            "thread_websocket_factory_1757719525043_7_{hex8}",
        ],
        "run": [
            "run_chat_{digits2}_{hex8}", "demo_run_1757719525043_353_{hex8}",
            "run_chat_1757826886250_1084_{hex8}",
            "run_session_80980_{hex8}_80980_{hex8}", "{uuid}",
        ],
        "object": ["{digits13}", "{digits15}", "{digits16}"],
        "engine": ["user_engine_{user}_run_chat_{digits2}_{hex8}_1757719525043"],
        "session": ["s-{digits13}", "session_{digits13}_{hex8}", "{uuid}"],
        "execution": ["exec_{hex12}", "{uuid}"],
        "isolation_key": ["{user}_thread_chat_{digits2}_{hex8}", "{user}_{hex12}"],
    ].mapValues { $0.map(Pieces.init) }

    private static func fill(_ format: Pieces, user: String = "", using generator: inout SeededGenerator)
        -> String
    {
        format.filled { name in
            switch name {
            case "uuid": [8, 4, 4, 4, 12].map { hex($0, using: &generator) }.joined(separator: "-")
            case "user8": identifier(String(user.prefix(8)))
            case "user": identifier(user)
            case _ where name.hasPrefix("hex"): hex(Int(name.dropFirst(3)) ?? 0, using: &generator)
            default: digits(Int(name.dropFirst(6)) ?? 0, using: &generator)
            }
        }
    }

    /// As the service builds names of other things from a user's id: without the signs that it replaces.
    private static func identifier(_ user: String) -> String {
        String(user.map { "[]|:".contains($0) ? "_" : $0 })
    }

    private static func hex(_ count: Int, using generator: inout SeededGenerator) -> String {
        (0..<count).map { _ in String(generator.below(16), radix: 16) }.joined()
    }

    private static func digits(_ count: Int, using generator: inout SeededGenerator) -> String {
        "\(generator.below(9) + 1)" + (1..<count).map { _ in "\(generator.below(10))" }.joined()
    }
}
