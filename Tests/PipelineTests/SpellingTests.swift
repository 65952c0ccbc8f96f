import BuiltinPatterns
import Model
import Pipeline
import Testing

/// Rules for audit entries find them by each of the names that published rules use.
@Suite struct SpellingTests {
    private static let extraction = BuiltinPatterns.documents.filter { $0.path.hasPrefix("extract/") }

    /// An audit entry as Cloud Logging exports it.
    private static func entry(
        method: String, second: Int = 0, principal: String = "ann@corp.example", caller: String = "192.0.2.7"
    ) -> String {
        """
        {"insertId": "a\(second)\(method)", "timestamp": "2025-09-14T10:00:0\(second)Z", "severity": "NOTICE", \
        "logName": "projects/shop/logs/cloudaudit.googleapis.com%2Factivity", "resource": {"type": "gcs_bucket", \
        "labels": {"bucket_name": "receipts"}}, "labels": {"team": "billing"}, \
        "protoPayload": {"@type": "type.googleapis.com/google.cloud.audit.AuditLog", \
        "serviceName": "storage.googleapis.com", "methodName": "\(method)", \
        "resourceName": "projects/_/buckets/receipts", "authenticationInfo": {"principalEmail": "\(principal)"}, \
        "requestMetadata": {"callerIp": "\(caller)"}, \
        "authorizationInfo": [{"permission": "storage.buckets.get", "granted": true}, \
        {"permission": "storage.buckets.delete", "granted": false}], \
        "metadata": {"event": [{"eventName": "REMOVE_GUEST"}]}}}
        """
    }

    private static func titles(_ rules: String, _ lines: [String]) throws -> [String] {
        let engine = try Engine(
            extraction: extraction, rules: [PatternFile(path: "r.yml", text: rules)], checksSamples: false)
        return try engine.scan(lines).incidents.flatMap { $0.signals.map(\.rule.title) }
    }

    private static func detection(_ items: String) -> String {
        """
        title: found
        logsource: {product: gcp, service: gcp.audit}
        tags: [isolation.shared-state]
        detection: {s: {\(items)}, condition: s}
        """
    }

    @Test(
        arguments: [
            "protoPayload.methodName: storage.buckets.delete",
            "data.protoPayload.methodName: storage.buckets.delete",
            "gcp.audit.method_name: storage.buckets.delete", "gcp.audit.method_name|endswith: .delete",
            "gcp.audit.authentication_info.principal_email: ann@corp.example",
            "data.protoPayload.authenticationInfo.principalEmail|startswith: ann@",
            "gcp.audit.request_metadata.caller_ip|cidr: 192.0.2.0/24",
            "gcp.audit.authorization_info.permission: storage.buckets.delete",
            "data.protoPayload.authorizationInfo.granted: 'true'",
            "gcp.audit.resource_name|endswith: /receipts", "gcp.audit.type|endswith: .AuditLog",
            "data.protoPayload.resource.type: gcs_bucket",
            "protoPayload.resource.labels.bucket_name: receipts",
            "data.resource.type: gcs_bucket", "resource.type: gcs_bucket", "gcp.audit.labels.team: billing",
            "data.labels.team: billing", "labels.team: billing", "data.severity: NOTICE",
            "data.protoPayload.logName|contains: cloudaudit", "gcp.audit.log_name|endswith: activity",
            "protoPayload.Servicename: storage.googleapis.com", "eventService: storage.googleapis.com",
            "eventName: REMOVE_GUEST", "gcp.audit.metadata.event.event_name: REMOVE_GUEST",
            "gcp.audit.resource_name|fieldref|contains: data.resource.labels.bucket_name",
            "data.resource.labels.bucket_name|fieldref|neq: gcp.audit.service_name",
        ])
    func detectionsFindThem(items: String) throws {
        #expect(
            try Self.titles(Self.detection(items), [Self.entry(method: "storage.buckets.delete")]) == [
                "found"
            ])
    }

    @Test(
        arguments: [
            "gcp.audit.method_name: storage.buckets.get",
            "data.protoPayload.serviceName: other.googleapis.com",
            "gcp.audit.principal_email|exists: true", "data.methodName|exists: true",
            "gcp.audit.labels.other|exists: true", "data.protoPayload|exists: true",
        ])
    func othersAreNotFound(items: String) throws {
        #expect(try Self.titles(Self.detection(items), [Self.entry(method: "storage.buckets.delete")]) == [])
    }

    /// Clients write the names of an entry in snake_case, those inside the payload too.
    @Test(
        arguments: [
            "gcp.audit.method_name: m", "protoPayload.methodName: m",
            "data.protoPayload.authenticationInfo.principalEmail: ann@corp.example",
        ])
    func snakeCaseEntriesAreFound(items: String) throws {
        let entry = """
            {"timestamp": "2025-09-14T10:00:00Z", "log_name": "l", "proto_payload": {"method_name": "m", \
            "authentication_info": {"principal_email": "ann@corp.example"}}}
            """
        #expect(try Self.titles(Self.detection(items), [entry]) == ["found"])
    }

    private static let correlations = [
        "group-by: [gcp.audit.request_metadata.caller_ip]",
        "group-by: [data.protoPayload.requestMetadata.callerIp]",
        "group-by: [from], aliases: {from: {made: protoPayload.requestMetadata.callerIp, gone: gcp.audit.request_metadata.caller_ip}}",
    ]

    @Test(arguments: correlations, ["gcp.audit.method_name", "data.protoPayload.methodName"])
    func correlationsFindThem(grouping: String, field: String) throws {
        let bases = [("made", "insert"), ("gone", "delete")].map { name, method in
            """
            title: \(name)
            name: \(name)
            level: informational
            logsource: {product: gcp, service: gcp.audit}
            detection: {s: {\(field): storage.buckets.\(method)}, condition: s}
            ---

            """
        }
        let rules =
            bases.joined() + """
                title: many
                tags: [isolation.shared-state]
                correlation:
                  {type: value_count, rules: [made, gone], \(grouping), timespan: 5m, condition: {gte: 2, field: \(field)}}
                """
        let made = Self.entry(method: "storage.buckets.insert")
        let gone = Self.entry(method: "storage.buckets.delete", second: 3)
        let elsewhere = Self.entry(method: "storage.buckets.delete", second: 3, caller: "192.0.2.8")
        #expect(try Self.titles(rules, [made, gone]) == ["many"])
        #expect(try Self.titles(rules, [made, elsewhere]) == [])
    }

    /// Whoever an audit entry acted under is a user; a service account is none.
    @Test(
        arguments: [
            ("ann@corp.example", ["ann@corp.example"]), ("deployer@shop.iam.gserviceaccount.com", []),
            ("17@cloudservices.gserviceaccount.com", []), ("system:node:n1", []),
            ("ann@gserviceaccount.com.example", ["ann@gserviceaccount.com.example"]),
        ] as [(String, [String])])
    func principalsAreUsers(principal: String, users: [String]) throws {
        let engine = try Engine(
            extraction: Self.extraction,
            rules: [PatternFile(path: "r.yml", text: Self.detection("gcp.audit.method_name: m"))],
            checksSamples: false)
        let report = try engine.scan([Self.entry(method: "m", principal: principal)])
        #expect(report.incidents.map(\.users) == [users])
    }
}
