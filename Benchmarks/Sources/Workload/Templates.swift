/// What the made-up chat service logs. The texts around the ids are varied on purpose: a search that is
/// quick on one repeated line tells nothing.
enum Templates {
    /// Entries of a request, with its ids in the message.
    static let ofRequest: [Template] = [
        Template(
            "INFO", "chat.api.requests", "begin", 88,
            "Request accepted user_id={user} request_id={request} route=/api/chat/runs"),
        Template(
            "INFO", "chat.api.requests", "finish", 131,
            "Request done in {4000} ms user_id={user} request_id={request} status=200"),
        Template(
            "INFO", "chat.auth.tokens", "verify", 57,
            "Token accepted for request_id={request} user_id={user} scopes=chat:read,chat:write"),
        Template(
            "INFO", "chat.agents.runner", "start_run", 214,
            "Starting run_id={run} thread_id={thread} user_id={user} request_id={request}"),
        Template(
            nil, "chat.agents.runner", "step", 260,
            "run_id={run} step {12} of 12 done, user_id={user}, request_id={request}"),
        Template(
            nil, "chat.agents.tools", "call", 144,
            "Tool search_documents called: request_id={request} user_id={user} results={40}"),
        Template(
            nil, "chat.sockets.events", "emit", 301,
            "Event agent_thinking sent connection_id={connection} user_id={user} request_id={request}"),
        Template(
            "INFO", "chat.sockets.events", "emit", 301,
            "Event agent_completed sent connection_id={connection} user_id={user} request_id={request} bytes={9000}"
        ),
        Template(
            "DEBUG", "chat.sockets.events", "queue", 322,
            "Queued event for connection_id={connection} user_id={user} request_id={request} depth={8}"),
        Template(
            "INFO", "chat.storage.threads", "append", 96,
            "Message {900} stored in thread_id={thread} user_id={user} request_id={request}"),
        Template(
            "WARNING", "chat.models.client", "complete", 188,
            "Completion slow: {30000} ms for request_id={request} user_id={user} model=large"),
        Template(
            "ERROR", "chat.models.client", "complete", 203,
            "Completion failed after {3} tries for request_id={request} user_id={user}: upstream answered 503"
        ),
        Template(
            "INFO", "chat.billing.meter", "count", 71,
            "Counted {6000} tokens user_id={user} request_id={request} run_id={run}"),
        Template(
            nil, "chat.cache.answers", "lookup", 49,
            "Cache miss key=answers:{100000} user_id={user} request_id={request}"),
        Template(
            "INFO", "chat.sockets.manager", "register", 165,
            "Connection {connection} registered, user_id={user}, request_id={request}, {3} open"),
        Template(
            nil, "chat.sockets.manager", "heartbeat", 402,
            "Heartbeat {90} ms connection_id={connection} user_id={user} request_id={request}"),
    ]

    /// Entries of a request whose ids stand in fields of their own; the message names none.
    static let withFields: [Template] = [
        Template("INFO", "chat.agents.planner", "plan", 77, "Plan of {7} steps accepted"),
        Template("INFO", "chat.agents.tools", "result", 158, "Tool answered in {800} ms"),
        Template(nil, "chat.storage.vectors", "query", 120, "Nearest neighbours: {50} of {5000} considered"),
        Template(
            "WARNING", "chat.agents.planner", "retry", 109,
            "Plan step {7} tried again after a time-out of {20000} ms"),
    ]

    /// What the service says of itself.
    static let ofService: [Template] = [
        Template("INFO", "chat.startup.phases", "enter", 41, "Startup phase {9} finished in {2500} ms"),
        Template(
            nil, "chat.storage.pool", "report", 63,
            "Connection pool: {20} in use, {20} idle, {5} waiting, oldest {600} s"),
        Template(
            nil, "chat.storage.redis", "ping", 58,
            "Redis answered in {9} ms; {400} keys expired since the last look"),
        Template("INFO", "chat.sockets.manager", "sweep", 431, "Swept {64} idle connections in {40} ms"),
        Template(
            "DEBUG", "chat.metrics.export", "flush", 92,
            "Flushed {300} time series to the collector in {120} ms"),
        Template(
            "INFO", "chat.auth.cache", "configure", 35,
            "AuthCache initialized with default TTL: 300s and user isolation"),
        Template(
            "WARNING", "chat.telemetry.setup", "configure", 52,
            "Telemetry enabled but no exporter configured; traces will not leave this process"),
        Template(
            "ERROR", "chat.jobs.queue", "poll", 118,
            "Queue poll failed: timed out after {5000} ms, trying again in {60} s"),
        Template(
            nil, "chat.startup.modules", "load", 29,
            "Module {240} loaded with shared imports; circuit breaker threshold={5}"),
        Template(
            "INFO", "chat.startup.health", "probe", 84,
            "Readiness: database ok, redis ok, models ok, {3} s since start"),
    ]

    /// Close to an alarm in words, and none in fact.
    static let lookAlikes: [Template] = [
        Template(
            "INFO", "chat.sockets.isolation", "check", 212,
            "User isolation validation PASSED for user_id={user} request_id={request}"),
        Template(
            "INFO", "chat.sockets.factory", "create", 133,
            "Created isolated manager for user_id={user} request_id={request}; isolated from other users"),
        Template(
            "INFO", "chat.sockets.factory", "create", 119,
            "Manager validation passed, no duplicate found: user_id={user} request_id={request}"),
    ]

    /// Plain text of the web server.
    static let access: [Template] = [
        Template(nil, "169.254.{250}.{250}:{60000} - \"POST /api/chat/runs HTTP/1.1\" 200"),
        Template(nil, "169.254.{250}.{250}:{60000} - \"GET /health/ready HTTP/1.1\" 200"),
        Template(
            "INFO", "[2025-09-15 00:00:00 +0000] [{90}] [INFO] Using worker: uvicorn.workers.UvicornWorker"),
        Template("ERROR", "ERROR:    Exception in ASGI application number {4000}"),
    ]

    /// The platform's own entry of a request has no message.
    static let frontEnd = [Template("INFO", "")]

    static let managerDuplication: [Template] = [
        Template(
            "WARNING", "chat.sockets.validation", "validate_manager_creation", 118,
            "SSOT VALIDATION: Multiple manager instances for user {user} - potential duplication"),
        Template(
            "WARNING", "chat.sockets.validation", "validate_manager_creation", 137,
            "SSOT validation issues (non-blocking): ['Multiple manager instances for user {user} - potential duplication']"
        ),
    ]

    static let crossUserRouting: [Template] = [
        Template(
            "ERROR", "chat.sockets.manager", "send_to_user", 327,
            " ALERT:  CROSS-USER CONTAMINATION DETECTED: Message for user {user} contains foreign user_id in field 'user_id': {other}"
        )
    ]

    static let sharedState: [Template] = [
        Template(
            "CRITICAL", "chat.sockets.factory", "validate_user_isolation", 375,
            "CRITICAL USER ISOLATION VIOLATION: active_connections shared between users {user} and {other}. Shared object ID: 13989{10000}, Type: dict. This violates HIPAA, SOC2, and SEC compliance requirements."
        )
    ]

    /// What a service says in which everything is mixed up: each of them matches a rule.
    static let alarms = managerDuplication + crossUserRouting + sharedState

    /// Ordinary messages: the conflict is that both users' entries name the one request.
    static let silentConflict = Array(ofRequest.prefix(3))
}
