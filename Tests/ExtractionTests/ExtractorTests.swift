import Decoding
import Matching
import Model
import Testing

@testable import Extraction

/// Compiles documents and extracts from entries, as a worker does.
private final class Bench {
    let catalog: FieldCatalog
    private let scanner: LiteralScanner
    private let extractor: Extractor
    private let table: FieldTable
    private let paths: EntryPaths
    private let hits: LiteralHits

    init(_ texts: String..., ruleFields: [String] = []) throws {
        var catalog = FieldCatalog()
        let files = texts.enumerated().map { PatternFile(path: "\($0.offset).yml", text: $0.element) }
        let source = try ExtractionSource(files, catalog: &catalog)
        for name in ruleFields { _ = catalog.intern(name) }
        var literals = LiteralCatalog()
        let plan = try source.compile(catalog: catalog, literals: &literals)
        self.catalog = catalog
        scanner = LiteralScanner(literals)
        extractor = Extractor(plan)
        paths = plan.paths
        table = FieldTable(fieldCount: catalog.fields.count)
        hits = LiteralHits(literalCount: literals.count)
    }

    /// The values of all fields but the message, as `name=a,b`.
    func extract(_ entry: String) throws -> [String] {
        let decoder = EntryDecoder(paths: paths)
        let padded = Array(entry.utf8) + [UInt8](repeating: 0, count: EntryDecoder.padding)
        var found: [String] = []
        padded.withUnsafeBufferPointer { buffer in
            _ = decoder.decode(buffer.slice(0, entry.utf8.count)) { entry in
                scanner.scan(entry.message, into: hits)
                extractor.extract(entry, hits: hits, into: table)
                for (index, field) in catalog.fields.enumerated() where field.name != "message" {
                    let values = table.values(of: FieldID(index: index)).map(\.bytes.text)
                    if !values.isEmpty { found.append("\(field.name)=\(values.joined(separator: ","))") }
                }
            }
        }
        return found.filter { $0 != "severity=DEFAULT" }
    }
}

private let identifiers = #"""
    title: Identifiers
    shapes:
      id: '[^\s,;)]+'
    fields:
      user_id:
        kind: user
        sole: true
        paths: [jsonPayload.user_id, jsonPayload.context.user_id, labels."app.user", jsonPayload.users.id]
      other_user:
        kind: user
      request_id:
        kind: scope
        paths: [jsonPayload.request_id]
        implausible: ['^\d{1,5}$']
      trace:
        kind: scope
        paths: [trace]
        strip: 'projects/[^/]+/traces/'
      region:
        paths: [resource.labels.location]
    patterns:
      - match: 'user_id=(?<user_id>%{id})'
        samples: [{text: "user_id=alice,", fields: {user_id: [alice]}}]
      - match: 'between (?<other_user>%{id}) and (?<other_user>%{id})'
        samples: [{text: "between a and b", fields: {other_user: [a, b]}}]
      - match: 'for user (?<user_id>%{id})'
        weak: true
        samples: [{text: "for user alice", fields: {user_id: [alice]}}]
    placeholders:
      any: [pending, "null", ""]
      user_id: [system]
    damaged: ['X{4}']
    implausible: ['^ctx\.']
    cut: ['\.{3}$']
    """#

@Suite struct ExtractorTests {
    @Test(arguments: [
        (#"{"jsonPayload":{"user_id":"alice","request_id":"r1"}}"#, ["user_id=alice", "request_id=r1"]),
        (#"{"jsonPayload":{"context":{"user_id":880011}}}"#, ["user_id=880011"]),
        (#"{"jsonPayload":{"user_id":18446744073709551615}}"#, ["user_id=18446744073709551615"]),
        (#"{"jsonPayload":{"user_id":-7}}"#, ["user_id=-7"]),
        (#"{"jsonPayload":{"user_id":["a","b","a"]}}"#, ["user_id=a,b"]),
        (#"{"jsonPayload":{"users":[{"id":"a"},{"id":"b"}]}}"#, ["user_id=a,b"]),
        (#"{"labels":{"app.user":"alice"}}"#, ["user_id=alice"]),
        (#"{"json_payload":{"user_id":"alice"}}"#, ["user_id=alice"]),
        (#"{"message":"m","context":{"user_id":"alice"}}"#, ["user_id=alice"]),
        (#"{"jsonPayload":{"user_id":{"nested":1}}}"#, []),
        (#"{"jsonPayload":{"user_id":null,"request_id":true}}"#, []),
        (#"{"trace":"projects/p/traces/0af"}"#, ["trace=0af"]),
        (#"{"resource":{"labels":{"location":"pending"}}}"#, ["region=pending"]),
        (#"{"textPayload":"user_id=alice and user_id=alice"}"#, ["user_id=alice"]),
        (#"{"textPayload":"user_id=alice then user_id=bob"}"#, []),
        (#"{"jsonPayload":{"user_id":"alice","message":"user_id=bob"}}"#, ["user_id=alice"]),
        (#"{"jsonPayload":{"user_id":"pending","message":"user_id=bob"}}"#, ["user_id=bob"]),
        (#"{"jsonPayload":{"request_id":"12"}}"#, []),
        (#"{"jsonPayload":{"user_id":12}}"#, ["user_id=12"]),
        (#"{"textPayload":"shared between a1 and b2"}"#, ["other_user=a1,b2"]),
        (#"{"textPayload":"between a and b, between c and d"}"#, ["other_user=a,b,c,d"]),
        (#"{"textPayload":"done for user carol"}"#, ["user_id=carol"]),
        (#"{"textPayload":"done for user carol, for user dave"}"#, []),
        (#"{"textPayload":"user_id=alice did it for user bob"}"#, ["user_id=alice"]),
        (#"{"jsonPayload":{"user_id":"alice","message":"did it for user bob"}}"#, ["user_id=alice"]),
        (#"{"textPayload":"user_id=pending, for user bob"}"#, ["user_id=bob"]),
        (#"{"textPayload":"user_id=Pending"}"#, []),
        (#"{"jsonPayload":{"user_id":"system","request_id":"system"}}"#, ["request_id=system"]),
        (#"{"textPayload":"user_id=4111-XXXX-XXXX"}"#, []),
        (#"{"textPayload":"user_id=ctx.user_id"}"#, []),
        (#"{"textPayload":"user_id=demo-use..."}"#, ["user_id_cut=demo-use"]),
        (#"{"jsonPayload":{"request_id":"req_1..."}}"#, []),
    ])
    func fillsTheFields(entry: String, expected: [String]) throws {
        #expect(try Bench(identifiers).extract(entry) == expected)
    }

    @Test func readsThePathsThatRulesName() throws {
        let bench = try Bench(
            identifiers, ruleFields: ["httpRequest.status", "labels.a.b", "jsonPayload.deep"])
        #expect(
            try bench.extract(
                #"{"http_request":{"status":500},"labels":{"a.b":"x"},"jsonPayload":{"deep":{}}}"#)
                == ["httpRequest.status=500", "labels.a.b=x", "jsonPayload.deep="])
        #expect(try bench.extract(#"{"labels":{"a":{"b":"y"}}}"#) == ["labels.a.b=y"])
    }

    @Test func triesTheSamples() throws {
        let wrong = """
            title: t
            fields: {user_id: {kind: user}}
            patterns:
              - match: 'u=(?<user_id>[a-z]+)'
                samples:
                  - {text: "u=bob", fields: {user_id: [bob]}}
                  - {text: "u=BOB", fields: {user_id: [BOB]}}
            """
        var catalog = FieldCatalog()
        let source = try ExtractionSource([PatternFile(path: "x.yml", text: wrong)], catalog: &catalog)
        let problems = try source.checkSamples(catalog: catalog)
        #expect(problems.map(\.line) == [7])
        #expect(problems.first?.problem == "the pattern finds nothing in this sample, not user_id=BOB")
    }

    @Test(arguments: [
        ("title: t\nfield: {}", 2, 1, "unknown key 'field'"),
        ("title: t\nfields:\n  a: {kind: users}", 3, 13, "unknown kind 'users'"),
        ("title: t\npatterns:\n  - samples: []", 3, 5, "needs 'match'"),
        ("title: t\npatterns:\n  - match: 'a'\n    samples: []", 4, 14, "at least one sample"),
        ("title: t\nfields:\n  a: {paths: [x..y]}", 3, 15, "empty key"),
        ("- list", 1, 1, "must be a mapping"),
    ])
    func refusesWhatIsWrong(text: String, line: Int, column: Int, problem: String) {
        var catalog = FieldCatalog()
        let error = #expect(throws: Diagnostics.self) {
            try ExtractionSource([PatternFile(path: "x.yml", text: text)], catalog: &catalog)
        }
        #expect(error?.all.first.map { [$0.line, $0.column] } == [line, column])
        #expect(error?.all.first?.problem.contains(problem) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        ("match: '(a'", 15, "does not compile"),
        ("match: '(?<nobody>a)'", 16, "names no field"),
        ("match: '%{none}a'", 12, "names the shape 'none'"),
    ])
    func refusesWrongPatterns(match: String, column: Int, problem: String) throws {
        let text = "title: t\npatterns:\n  - \(match)\n    samples: [{text: a, fields: {}}]"
        var catalog = FieldCatalog()
        var literals = LiteralCatalog()
        let source = try ExtractionSource([PatternFile(path: "x.yml", text: text)], catalog: &catalog)
        let error = #expect(throws: Diagnostics.self) {
            try source.compile(catalog: catalog, literals: &literals)
        }
        #expect(error?.all.first.map { [$0.line, $0.column] } == [3, column])
        #expect(error?.all.first?.problem.contains(problem) == true)
    }
}

@Suite struct SpellingParserTests {
    @Test func rulesMayUseOtherNames() throws {
        let document = """
            title: t
            fields: {actor: , kept.name: }
            spellings:
              - {from: who, to: actor}
              - {from: old.*, to: jsonPayload.*}
              - {from: old.deep.*, to: labels.*, snake_case: true}
              - {from: kept.name, to: actor}
              - {from: round, to: about}
              - {from: about, to: round}
            """
        var catalog = FieldCatalog()
        _ = try ExtractionSource([PatternFile(path: "x.yml", text: document)], catalog: &catalog)
        let names = [
            ("who", "actor"), ("old.a_b", "jsonPayload.a_b"), ("old.deep.a_b.c", "labels.aB.c"),
            ("old.", "old."),
            ("older", "older"), ("kept.name", "kept.name"), ("round", "round"),
            ("old.deep._x__y", "labels._xY"),
        ]
        for (name, meant) in names {
            let id = catalog.intern(name)
            #expect(catalog[id].name == meant, "\(name)")
        }
    }

    @Test(arguments: [
        ("a: b", "'spellings' must be a list"), ("- {from: a.*, to: b}", "does not fit"),
        ("- {from: a, to: b, snake_case: true}", "does not fit"), ("- {from: a, to: a}", "does not fit"),
        ("- {from: a}", "needs 'to'"), ("- {from: a, to: b, kind: c}", "unknown key 'kind'"),
    ])
    func refusesWhatIsWrong(text: String, problem: String) {
        var catalog = FieldCatalog()
        let error = #expect(throws: Diagnostics.self) {
            try ExtractionSource(
                [PatternFile(path: "x.yml", text: "title: t\nspellings:\n  \(text)")], catalog: &catalog)
        }
        #expect(error?.all.first?.problem.contains(problem) == true, "\(error?.description ?? "")")
    }
}
