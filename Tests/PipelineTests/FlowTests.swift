import Model
import Testing

/// Which way data took is said where the wording says it, and left open where it does not.
@Suite struct FlowTests {
    @Test(arguments: [
        ("🚨 USER ISOLATION VIOLATION: alice -> bob (agent_started)", ["alice>bob"]),
        ("Message for user alice was delivered to user bob", ["alice>bob"]),
        ("Event targeting different user: bob != alice", ["alice>bob"]),
        ("Cross-user event bleeding prevented: manager_user=alice, target_user=bob", ["alice>bob"]),
        (
            "SECURITY VIOLATION: Attempted to register connection for user bob in manager for user alice.",
            ["alice>bob"]
        ),
        (
            "SECURITY VIOLATION: Attempted to send message to user bob from isolated manager for user alice.",
            ["alice>bob"]
        ),
        (
            "CROSS-USER CONTAMINATION DETECTED: Message for user alice contains foreign user_id in field 'sender_id': bob",
            ["bob>alice"]
        ),
        (
            "SECURITY: Cross-user contamination prevented in routing field 'user_id'. Target user: alice, contaminating value: bob",
            ["bob>alice"]
        ),
        (
            "ISOLATION VIOLATION: agent_context['m'] contains object with different user_id. Context user_id: alice, Nested user_id: bob, This indicates",
            ["bob>alice"]
        ),
        ("Cross-user merge attempt: alice trying to merge from bob", ["bob>alice"]),
        // These only say that two ids met, or that one was asked for.
        ("ISOLATION VIOLATION: Connection main_1 user mismatch. Expected: alice, Actual: bob", []),
        ("User ID mismatch: handler=alice, message=bob", []),
        ("Manager of user alice used by user bob", []),
        ("Health check requested for user bob from manager for user alice. Returning empty health data", []),
        (
            "SECURITY WARNING: Requested connection status for user bob from isolated manager for user alice.",
            []
        ),
        (
            "DUPLICATE CONNECTION REGISTRATION DETECTED: Connection main_1 already registered. Existing state: READY, User: alice, Requested User: bob.",
            []
        ),
        ("CRITICAL ISOLATION VIOLATION: Token collision detected! User alice vs bob", []),
    ])
    func aTextSaysWhichWayOrNothing(message: String, expected: [String]) throws {
        let line = """
            {"timestamp":"2025-09-14T02:05:00Z","severity":"CRITICAL","textPayload":"\(message)"}
            """
        let report = try #require(InvarianceTests.engine).scan([line])
        let evidence = report.incidents.flatMap(\.evidence)
        #expect(evidence.count == 1)
        #expect(evidence.flatMap(\.flows).map(Self.arrow) == expected)
        guard !expected.isEmpty else { return }
        #expect(report.incidents.flatMap(\.flows).map(Self.arrow) == expected)
    }

    @Test func fieldsOfTheEntrySayItToo() throws {
        let line = """
            {"severity":"ERROR","jsonPayload":{"message":"delivered","owner_user_id":["demo-user-1","bob"],\
            "target_user_id":["carol","demo-user-1"]}}
            """
        let report = try #require(InvarianceTests.engine).scan([line])
        #expect(
            report.incidents.flatMap(\.evidence).flatMap(\.flows).map(Self.arrow)
                == ["bob>carol", "bob>demo-user-1", "demo-user-1>carol"])
    }

    private static func arrow(_ flow: DataFlow) -> String {
        flow.from + (flow.isDirected ? ">" : "-") + flow.to
    }
}
