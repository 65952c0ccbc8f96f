import Foundation
import TestSupport

/// Random log entries in which users, requests and connections meet often.
enum Corpus {
    static func entries(_ count: Int, using generator: inout SeededGenerator) -> [String] {
        (0..<count).map { entry($0, using: &generator) }
    }

    private static func entry(_ number: Int, using generator: inout SeededGenerator) -> String {
        // A few hours, so that some entries are within a timespan or gap of one another and some are not.
        let second = Int.random(in: 0..<4 * 3600, using: &generator)
        let time = String(
            format: "2025-09-14T%02d:%02d:%02d.%03dZ", 2 + second / 3600, second / 60 % 60, second % 60,
            Int.random(in: 0..<3, using: &generator) * 250)
        let user = generator.pick(["alice", "bob", "carol", "demo-user-001", "880011"])
        let other = generator.pick(["alice", "bob", "dave", "demo-user-002"])
        let request = "req_\(Int.random(in: 0..<25, using: &generator))"
        let connection = "main_\(Int.random(in: 10..<20, using: &generator))ab"
        let message = message(user, other, request, connection, using: &generator)
        var members = ["\"jsonPayload\":{\"message\":\"\(message)\"\(context(user, request, &generator))}"]
        if Int.random(in: 0..<20, using: &generator) > 0 { members.append("\"timestamp\":\"\(time)\"") }
        if Int.random(in: 0..<10, using: &generator) > 0 {
            members.append("\"insertId\":\"id\(number)\"")
            members.append("\"logName\":\"projects/p/logs/run.googleapis.com%2Fstderr\"")
        }
        let service = generator.pick(["chat", "auth"])
        members.append("\"resource\":{\"labels\":{\"service_name\":\"\(service)\"}}")
        members.append("\"labels\":{\"instanceId\":\"i-\(Int.random(in: 0..<2, using: &generator))\"}")
        if Int.random(in: 0..<4, using: &generator) == 0 {
            members.append("\"trace\":\"projects/p/traces/\(Int.random(in: 10..<16, using: &generator))\"")
        }
        return "{\(members.joined(separator: ","))}"
    }

    private static func message(
        _ user: String, _ other: String, _ request: String, _ connection: String,
        using generator: inout SeededGenerator
    ) -> String {
        let duplication = "Multiple manager instances for user \(user) - potential duplication"
        let texts = [
            "SSOT VALIDATION: \(duplication)",
            "SSOT validation issues (non-blocking): ['\(duplication)']",
            "CRITICAL USER ISOLATION VIOLATION: cache shared between users \(user) and \(other). Shared object ID: 77",
            "SECURITY VIOLATION: Attempted to send message to user \(other) from isolated manager for user \(user)",
            "handled user_id=\(user) request_id=\(request)", "handled user_id=pending request_id=\(request)",
            "opened connection_id=\(connection) user_id=\(user)", "health check ok", "cache warm",
            "step user_id=\(user) \(scope(using: &generator))",
            "step user_id=\(user) \(scope(using: &generator))",
        ]
        return generator.pick(texts)
    }

    private static func context(_ user: String, _ request: String, _ generator: inout SeededGenerator)
        -> String
    {
        guard Int.random(in: 0..<4, using: &generator) == 0 else { return "" }
        let innocent = generator.pick(["", "", ",\"impersonator\":\"erin\"", ",\"batch_id\":\"b-7\""])
        return ",\"context\":{\"user_id\":\"\(user)\",\"request_id\":\"\(request)\"\(innocent)}"
    }

    /// One of the ids that belong to one user, few enough that users meet.
    private static func scope(using generator: inout SeededGenerator) -> String {
        let number = Int.random(in: 10..<14, using: &generator)
        return generator.pick([
            "session_id=s-\(number)", "thread_id=thread_\(number)", "run_id=run_\(number)",
            "jti=0a1b2c3d4e\(number)",
            "websocket_client_id=ws_\(number)", "object_id=23891442297\(number)",
            "manager_id=manager_\(number)",
        ])
    }

    private static func pick(_ list: [String], _ generator: inout SeededGenerator) -> String {
        list[Int.random(in: 0..<list.count, using: &generator)]
    }
}
