import Model
import Testing

@testable import Decoding

/// Decodes text and returns what the entries say, as text.
private func decode(_ text: String) throws -> (outcome: DecodingOutcome, entries: [String]) {
    let decoder = EntryDecoder()
    let padded = Array(text.utf8) + [UInt8](repeating: 0, count: EntryDecoder.padding)
    var entries: [String] = []
    let outcome = padded.withUnsafeBufferPointer { buffer in
        decoder.decode(buffer.slice(0, text.utf8.count)) { entry in
            let time = entry.timestamp?.description ?? "-"
            entries.append("\(time) \(entry.severity.name) \(entry.insertID.text) \(entry.message.text)")
        }
    }
    return (outcome, entries)
}

@Suite struct EntryDecoderTests {
    @Test(arguments: [
        (
            #"{"insertId":"a","timestamp":"2025-09-14T02:05:00Z","severity":"ERROR","textPayload":"hello"}"#,
            "2025-09-14T02:05:00.000000Z ERROR a hello"
        ),
        (
            #"{"receiveTimestamp":"2025-09-14T02:05:00Z","jsonPayload":{"message":"m"}}"#,
            "2025-09-14T02:05:00.000000Z DEFAULT  m"
        ),
        (
            #"{"timestamp":"soon","receiveTimestamp":"2025-09-14T02:05:00.5Z","jsonPayload":{"msg":"m"}}"#,
            "2025-09-14T02:05:00.500000Z DEFAULT  m"
        ),
        (#"{"insert_id":"b","severity":400,"json_payload":{"event":"e","message":"m"}}"#, "- WARNING b m"),
        (
            #"{"timestamp":{"seconds":1757815500,"nanos":7},"severity":"warn","text_payload":"t"}"#,
            "2025-09-14T02:05:00.000000007Z WARNING  t"
        ),
        (#"{"textPayload":null,"jsonPayload":{"MESSAGE":"journal"}}"#, "- DEFAULT  journal"),
        (#"{"textPayload":"","jsonPayload":{"message":"m"}}"#, "- DEFAULT  m"),
        (#"{"jsonPayload":"flat text"}"#, "- DEFAULT  flat text"),
        (#"{"protoPayload":{"status":{"code":7,"message":"denied"}},"severity":"500"}"#, "- ERROR  denied"),
        (#"{"message":"bare line","severity":"nonsense"}"#, "- DEFAULT  bare line"),
        (#"{"data":"not base64!"}"#, "- DEFAULT  "),
        (#"{}"#, "- DEFAULT  "),
    ])
    func readsTheMembersOfAnEntry(text: String, expected: String) throws {
        let (outcome, entries) = try decode(text)
        #expect(entries == [expected])
        #expect(outcome == DecodingOutcome(entries: 1))
    }

    @Test func unwrapsEnvelopes() throws {
        let pushed =
            #"{"message":{"data":"eyJ0ZXh0UGF5bG9hZCI6ImhpIn0=","messageId":"1"},"subscription":"s"}"#
        #expect(try decode(pushed).entries == ["- DEFAULT  hi"])
        let pulled = #"{"receivedMessages":[{"ackId":"x","message":{"data":"eyJ0ZXh0UGF5bG9hZCI6ImhpIn0"}}]}"#
        #expect(try decode(pulled).entries == ["- DEFAULT  hi"])
        let list = #"{"nextPageToken":"n","entries":[{"textPayload":"a"},7,{"textPayload":"b"}]}"#
        let (outcome, entries) = try decode(list)
        #expect(entries == ["- DEFAULT  a", "- DEFAULT  b"])
        #expect(outcome.malformed == 1)
    }

    @Test(arguments: [
        (#"{"textPayload":"lone \ud800 half"}"#, "lone \u{FFFD} half", true),
        (#"{"textPayload":"pair \ud83d\ude00 \\ud800"}"#, "pair 😀 \\ud800", false),
        ("{\"textPayload\":\"tab\there\"}", "tab\there", true),
        (#"{"textPayload":"n","id":123456789012345678901234567890}"#, "n", true),
        (#"{"textPayload":"n","a":[NaN,-Infinity,Infinity]}"#, "n", true),
    ])
    func repairsWhatLoggersWrite(text: String, message: String, isRepaired: Bool) throws {
        let (outcome, entries) = try decode(text)
        #expect(entries == ["- DEFAULT  \(message)"])
        #expect(outcome.isRepaired == isRepaired)
    }

    @Test func replacesInvalidUTF8() throws {
        let decoder = EntryDecoder()
        let record = Array(#"{"textPayload":"caf"#.utf8) + [0xE9] + Array(#" ok"}"#.utf8)
        var message = ""
        (record + [UInt8](repeating: 0, count: EntryDecoder.padding)).withUnsafeBufferPointer { buffer in
            _ = decoder.decode(buffer.slice(0, record.count)) { message = $0.message.text }
        }
        #expect(message == "caf\u{FFFD} ok")
    }

    @Test(arguments: ["{", "nonsense", "[1", "7", #"{"a":}"#, #"{"a":1}{"b":2}"#, #""text""#])
    func countsWhatIsNoEntry(text: String) throws {
        let (outcome, entries) = try decode(text)
        #expect(entries.isEmpty)
        #expect(outcome.malformed == 1)
        #expect(outcome.reason?.isEmpty == false)
    }

    @Test func passesOverItsOwnReports() throws {
        #expect(try decode(#"{"schema":"crosstalk.report/1","incidents":[]}"#).outcome.isOwnReport)
        #expect(try decode(#"{"schema":"crosstalk.verify/1","incidents":[]}"#).outcome.isOwnReport)
    }
}

@Suite struct IdentityTests {
    private func identity(_ text: String) throws -> EntryIdentity {
        let decoder = EntryDecoder()
        let padded = Array(text.utf8) + [UInt8](repeating: 0, count: EntryDecoder.padding)
        var found: EntryIdentity?
        padded.withUnsafeBufferPointer { buffer in
            _ = decoder.decode(buffer.slice(0, text.utf8.count)) { found = $0.identity }
        }
        return try #require(found)
    }

    @Test func isOfLogNameTimeAndInsertID() throws {
        let first = try identity(#"{"insertId":"a","logName":"p","timestamp":"2025-01-01T00:00:00Z","x":1}"#)
        let same = try identity(#"{"timestamp":"2025-01-01T01:00:00+01:00","logName":"/p","insertId":"a"}"#)
        #expect(first == same)
        for other in [
            #"{"insertId":"b","logName":"p","timestamp":"2025-01-01T00:00:00Z"}"#,
            #"{"insertId":"a","logName":"q","timestamp":"2025-01-01T00:00:00Z"}"#,
            #"{"insertId":"a","logName":"p","timestamp":"2025-01-01T00:00:00.000000001Z"}"#,
        ] {
            #expect(try identity(other) != first)
        }
    }

    @Test func isOfTheContentWithoutInsertID() throws {
        let first = try identity(#"{"textPayload":"a","labels":{"x":"1","y":"2"}}"#)
        #expect(try identity(#"{ "labels": {"y":"2","x":"1"}, "textPayload":"a" }"#) == first)
        #expect(try identity(#"{"textPayload":"a","labels":{"x":"2","y":"1"}}"#) != first)
        #expect(try identity(#"{"textPayload":"a","labels":["1","2"]}"#) != first)
    }
}
