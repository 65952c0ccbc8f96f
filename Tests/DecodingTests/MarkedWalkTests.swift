import Model
import TestSupport
import Testing

@testable import Decoding

/// Reading by marks against reading in full: what the quick way accepts must be the same entry.
@Suite struct MarkedWalkTests {
    /// `jsonPayload` with a message, ids, numbers and a nested object, and some of the top are wanted.
    private static let paths: EntryPaths = {
        var places = [EntryPaths.Place()]
        var payload = 0
        func add(_ path: String) {
            var place = EntryPaths.root
            for key in path.split(separator: ".").map({ Array($0.utf8) }) {
                if let known = places[place].children.first(where: { $0.key == key })?.place {
                    place = known
                } else {
                    places.append(EntryPaths.Place())
                    places[place].children.append((key, places.count - 1))
                    place = places.count - 1
                }
                if payload == 0, key == Array("jsonPayload".utf8) { payload = place }
            }
            places[place].isWanted = true
        }
        for path in [
            "severity", "trace", "jsonPayload.user_id", "jsonPayload.context", "jsonPayload.context.user_id",
            "jsonPayload.count", "jsonPayload.flag", "labels.user_id", "resource.labels.service_name",
            "httpRequest",
        ] {
            add(path)
        }
        return EntryPaths(places, payload: payload)
    }()

    private static let records = [
        #"{"insertId":"a1","jsonPayload":{"message":"hello user-1","user_id":"u-1","count":12,"flag":true,"x":[1,{"y":null}]},"severity":"INFO","timestamp":"2025-09-14T02:05:00.123Z","logName":"projects/p/logs/l"}"#,
        #"{"insert_id":"b2","json_payload":{"msg":"m"},"log_name":"l","receive_timestamp":"2025-09-14T02:05:00Z"}"#,
        #"{"insertId":"c3","textPayload":"text","labels":{"user_id":"u-2","n":-0,"e":1e3,"d":0.25},"trace":null}"#,
        #"{ "insertId" : "d4" , "protoPayload" : { "status" : { "message" : "denied" } } , "severity" : 400 }"#,
        #"{"insertId":"e5","jsonPayload":{"event":"e","MESSAGE":"M","context":{"user_id":"u-3"}},"message":"top"}"#,
        #"{"insertId":"f6","jsonPayload":"flat","resource":{"type":"t","labels":{"service_name":"s"}}}"#,
        #"{"insertId":"g7","jsonPayload":{"message":"tab\there"},"textPayload":""}"#,
        #"{"insertId":"h8","jsonPayload":{},"httpRequest":{"status":200},"timestamp":{"seconds":1}}"#,
        #"{"insertId":"j\/1","jsonPayload":{"message":"say \"hi\"\n\u00e9\u20AC\t","\u0075ser_id":"u\\5","k":"\b\f\r"}}"#,
        #"{"insertId":"k2","textPayload":"pair \ud83d\ude00"}"#,
        #"{"insertId":"l3","textPayload":"t","x":"\x"}"#,
        #"{"message":"bare","user_id":"u-4"}"#,
        #"{"insertId":"","textPayload":"no id"}"#,
        #"{"insertId":"i9","jsonPayload":{"context":["a"],"count":[1,[2]],"message":""},"spans":[[],{},[{}],""]}"#,
    ]

    /// All that an entry says, as text.
    private static func describe(_ entry: LogEntry) -> String {
        let values = entry.values.map { "\($0.place)=\($0.value.kind):\($0.value.bytes.text)" }
        return """
            \(entry.timestamp?.description ?? "-") \(entry.severity) \(entry.insertID.text) \(entry.logName.text) \
            \(entry.identity) '\(entry.message.text)' \(values.joined(separator: " "))
            """
    }

    /// What each record of a stretch holds, read as a scan does (`quick`) or in full.
    private static func read(_ records: [[UInt8]]) -> (quick: [String], full: [String], quickCount: Int) {
        let gap = Array(" \n".utf8)
        let bytes = Array(records.joined(separator: gap)) + [UInt8](repeating: 0, count: EntryDecoder.padding)
        let (quick, full) = (EntryDecoder(paths: paths), EntryDecoder(paths: paths))
        var result: (quick: [String], full: [String], quickCount: Int) = ([], [], 0)
        bytes.withUnsafeBufferPointer { buffer in
            quick.prepare(buffer.slice(0, bytes.count - EntryDecoder.padding))
            var start = 0
            for record in records {
                let place = buffer.slice(start, record.count)
                start += record.count + gap.count
                var text = ""
                let outcome = quick.decode(place) { text += describe($0) }
                result.quick.append("\(outcome) \(text)")
                text = ""
                let expected = full.fully(place) { text += describe($0) }
                result.full.append("\(expected) \(text)")
                if quick.lastWasQuick { result.quickCount += 1 }
            }
        }
        return result
    }

    @Test func readsUsualRecordsByTheirMarks() {
        let (quick, full, count) = Self.read(Self.records.map { Array($0.utf8) })
        #expect(quick == full)
        // The others have half a surrogate pair, an exponent, a number for a severity, an array that is wanted, no insertId …
        #expect(count == 6)
    }

    @Test(arguments: SeededGenerator.seeds(40))
    func agreesWithTheFullParserOnDamagedRecords(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces =
            Array(#"{}[]:,""0-+1.eE truefalsn\/\u"#.utf8) + [0x00, 0x0A, 0x09, 0x0D, 0x7F, 0xC3, 0xA9, 0xFF]
        for _ in 0..<60 {
            let records = (0..<1 + generator.below(3)).map { _ in
                var record = Array(generator.pick(Self.records).utf8)
                for _ in 0..<generator.below(4) {
                    let place = generator.below(record.count)
                    switch generator.below(4) {
                    case 0: record.remove(at: place)
                    case 1: record.insert(generator.pick(pieces), at: place)
                    case 2: record[place] = generator.pick(pieces)
                    default:
                        let end = min(record.count, place + generator.below(12))
                        record.insert(
                            contentsOf: Array(record[place..<end]), at: generator.below(record.count))
                    }
                    if record.isEmpty { record = [0x7B] }
                }
                return record
            }
            let (quick, full, _) = Self.read(records)
            for (index, record) in records.enumerated() where quick[index] != full[index] {
                Issue.record(
                    "seed \(seed): \(String(decoding: record, as: UTF8.self))\n\(quick[index])\n\(full[index])"
                )
            }
        }
    }

    @Test(arguments: [
        #""#, "{", "}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{,"a":1}"#, #"{"a" "b":1}"#,
        #"{"a":"b" "c":1}"#,
        #"{"a":[1 2]}"#, #"{"a":[1,]}"#, #"{"a":[}"#, #"{"a":{]}"#, #"{"a":01}"#, #"{"a":-}"#, #"{"a":1.}"#,
        #"{"a":.5}"#, #"{"a":tru}"#, #"{"a":truex}"#, #"{"a":nul}"#, #"{"a":1x}"#, #"{"a":"b"x}"#,
        #"{"a":1"b"}"#,
    ])
    func givesUpAtWhatIsNoJSON(text: String) {
        let record = #"{"insertId":"a","textPayload":"t","x":"# + text + "}"
        let (quick, full, count) = Self.read([Array(record.utf8)])
        #expect(quick == full)
        #expect(count == 0)
    }
}
