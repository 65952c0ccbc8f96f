/// Writes entries as Cloud Run's logs look when they are exported: one JSON object a line, keys sorted.
struct EntryWriter: ~Copyable {
    /// Where the message of an entry stands, and what else it carries.
    enum Shape {
        /// `jsonPayload` with the message; ids, if any, are in its text.
        case structured
        /// `jsonPayload` whose labels name user and request.
        case structuredWithFields
        /// `textPayload`: a line that the program printed as it was.
        case text
        /// `httpRequest`: what the platform's front end logs of a request.
        case frontEnd
    }

    private static let instanceCount = 8

    var buffer: ByteBuffer
    /// The constant part between `jsonPayload` and `receiveTimestamp`, one for each instance and log.
    private let instanceLabels: [[UInt8]]
    private let resources: [[UInt8]]

    init(random: inout SplitMix64) {
        buffer = ByteBuffer(capacity: 2 << 20)
        var labels: [[UInt8]] = []
        for _ in 0..<Self.instanceCount {
            var hex = ByteBuffer(capacity: 160)
            for _ in 0..<13 { hex.appendHex(random.next(), digits: 12) }
            let id = String(decoding: hex.bytes, as: UTF8.self)
            labels.append(
                Array(
                    #""labels":{"instanceId":"\#(id)","release":"2025-09-14","vpc-connectivity":"enabled"},"#
                        .utf8))
        }
        instanceLabels = labels
        resources = (0..<Self.instanceCount).map { instance in
            let revision = "chat-backend-staging-0073\(instance / 3)-fvm"
            let names = #""configuration_name":"chat-backend-staging","location":"europe-west1""#
            let rest = #""revision_name":"\#(revision)","service_name":"chat-backend-staging""#
            let resource =
                #"{"labels":{\#(names),"project_id":"example-staging",\#(rest)},"type":"cloud_run_revision"}"#
            return Array(#""resource":\#(resource)"#.utf8)
        }
    }

    mutating func write(
        _ template: Template, _ shape: Shape, _ scope: Scope, at moment: Moment, _ random: inout SplitMix64
    ) {
        let instance = random.below(Self.instanceCount)
        buffer.append("{")
        if case .frontEnd = shape { writeHTTPRequest(&random) }
        writeInsertID(moment, &random)
        writePayload(template, shape, scope, moment, &random)
        buffer.append(instanceLabels[instance])
        writeLogName(shape)
        writeReceived(moment, &random)
        buffer.append(resources[instance])
        if let severity = template.severity {
            buffer.append(#","severity":""#)
            buffer.append(severity)
            buffer.append(#"""#)
        }
        if case .frontEnd = shape { writeTrace(&random) }
        buffer.append(#","timestamp":""#)
        moment.write(to: &buffer)
        buffer.append("Z\"}\n")
    }

    private mutating func writePayload(
        _ template: Template, _ shape: Shape, _ scope: Scope, _ moment: Moment, _ random: inout SplitMix64
    ) {
        switch shape {
        case .frontEnd:
            break
        case .text:
            buffer.append(#""textPayload":""#)
            writeMessage(template, scope, &random)
            buffer.append(#"","#)
        case .structured, .structuredWithFields:
            writeStructured(template, shape, scope, moment, &random)
        }
    }

    private mutating func writeStructured(
        _ template: Template, _ shape: Shape, _ scope: Scope, _ moment: Moment, _ random: inout SplitMix64
    ) {
        buffer.append(#""jsonPayload":{"context":{"name":""#)
        buffer.append(template.module)
        buffer.append(
            #"","service":"chat-service","worker":"uvicorn.workers.UvicornWorker"},"labels":{"function":""#)
        buffer.append(template.function)
        buffer.append(#"","line":""#)
        buffer.appendDecimal(template.line)
        buffer.append(#"","module":""#)
        buffer.append(template.module)
        if case .structuredWithFields = shape {
            buffer.append(#"","request_id":""#)
            buffer.append(scope.request)
            buffer.append(#"","user_id":""#)
            buffer.append(scope.user)
        }
        buffer.append(#""},"message":""#)
        let start = buffer.count
        writeMessage(template, scope, &random)
        let length = buffer.count - start
        buffer.append(#"","timestamp":""#)
        moment.later(by: -random.below(900)).write(to: &buffer)
        buffer.append(#"+00:00","validation":{"message_length":"#)
        buffer.appendDecimal(length)
        buffer.append(#","record":""#)
        buffer.appendHex(random.next(), digits: 12)
        buffer.appendHex(random.next(), digits: 12)
        buffer.append(#"","zero_empty_guarantee":true}},"#)
    }

    private mutating func writeMessage(_ template: Template, _ scope: Scope, _ random: inout SplitMix64) {
        for part in template.parts {
            switch part {
            case .text(let text): buffer.append(text)
            case .user: buffer.append(scope.user)
            case .other: buffer.append(scope.other)
            case .request: buffer.append(scope.request)
            case .connection: buffer.append(scope.connection)
            case .thread: buffer.append(scope.thread)
            case .run: buffer.append(scope.run)
            case .number(let bound): buffer.appendDecimal(random.below(bound))
            }
        }
    }

    /// Twenty-four digits as Cloud Run gives them: seconds and microseconds of the time, then chance.
    private mutating func writeInsertID(_ moment: Moment, _ random: inout SplitMix64) {
        buffer.append(#""insertId":""#)
        buffer.appendHex(UInt64(moment.unixSeconds), digits: 8)
        buffer.appendHex(UInt64(moment.microseconds % 1_000_000), digits: 8)
        buffer.appendHex(random.next(), digits: 8)
        buffer.append(#"","#)
    }

    private mutating func writeLogName(_ shape: Shape) {
        buffer.append(#""logName":"projects/example-staging/logs/run.googleapis.com%2F"#)
        switch shape {
        case .frontEnd: buffer.append("requests")
        case .text: buffer.append("stdout")
        case .structured, .structuredWithFields: buffer.append("stderr")
        }
        buffer.append(#"","#)
    }

    /// The time of receipt has nine digits of a second.
    private mutating func writeReceived(_ moment: Moment, _ random: inout SplitMix64) {
        buffer.append(#""receiveTimestamp":""#)
        moment.later(by: 20_000 + random.below(300_000)).write(to: &buffer)
        buffer.appendDecimal(random.below(1000), digits: 3)
        buffer.append(#"Z","#)
    }

    private mutating func writeHTTPRequest(_ random: inout SplitMix64) {
        buffer.append(#""httpRequest":{"latency":"0."#)
        buffer.appendDecimal(random.below(1_000_000), digits: 6)
        buffer.append(#"s","protocol":"HTTP/1.1","remoteIp":"203.0.113."#)
        buffer.appendDecimal(random.below(250))
        buffer.append(#"","requestMethod":"GET","requestSize":""#)
        buffer.appendDecimal(300 + random.below(4000))
        buffer.append(#"","requestUrl":"https://chat.example/api/chat/threads","responseSize":""#)
        buffer.appendDecimal(100 + random.below(90_000))
        buffer.append(
            #"","serverIp":"198.51.100.7","status":200,"userAgent":"Mozilla/5.0 (X11; Linux x86_64)"},"#)
    }

    private mutating func writeTrace(_ random: inout SplitMix64) {
        buffer.append(#","spanId":""#)
        buffer.appendHex(random.next(), digits: 16)
        buffer.append(#"","trace":"projects/example-staging/traces/"#)
        buffer.appendHex(random.next(), digits: 16)
        buffer.appendHex(random.next(), digits: 16)
        buffer.append(#"","traceSampled":true"#)
    }
}
