import BuiltinPatterns
import Documents
import Foundation
import Model
import Testing

@testable import Pipeline

/// What an engineer reads of a rule is there, is well formed and leaves no part of the system out.
@Suite struct PackCatalogueTests {
    /// A detection or correlation of the pack, as its document says.
    struct Entry: CustomTestStringConvertible {
        let path: String
        let isOnlyOne: Bool
        let document: DocumentNode

        var name: String { text("name") ?? "" }
        var tags: [String] { texts("tags") }
        /// Rules of level low and above make incidents; the others say nothing to anybody.
        var isReported: Bool { text("level") != "informational" }
        var testDescription: String { "\(path): \(name)" }

        func text(_ key: String) -> String? { document.entry(key)?.value.text }

        func texts(_ key: String) -> [String] {
            switch document.entry(key)?.value {
            case .scalar(let text, _, _): [text]
            case .sequence(let items, _): items.compactMap(\.text)
            default: []
            }
        }
    }

    static let entries: [Entry] = BuiltinPatterns.documents.filter { $0.path.hasPrefix("rules/") }.flatMap {
        let documents = (try? Document.parse($0)) ?? []
        return documents.filter { $0.entry("filter") == nil }.map { [path = $0.path] in
            Entry(path: path, isOnlyOne: documents.count == 1, document: $0)
        }
    }

    static let components: Set = [
        "WebSocketManager", "SSOT validation enhancer", "WebSocketManagerFactory", "shared manager state",
        "WebSocketEventRouter", "UserScopedWebSocketEventRouter", "WebSocketBroadcastService",
        "event validator",
        "ServiceLocator", "AgentInstanceFactory", "ThreadRunRegistry", "ExecutionEngineFactory",
        "AgentExecutionRegistry", "UserExecutionContext", "UnifiedToolExecutionEngine", "user context",
        "token or session", "demo user", "cross-service", "identity",
    ]
    /// Parts for which a rule may be, beside those for which there must be one.
    static let otherComponents: Set = [
        "AgentWebSocketBridge", "connection state", "database session", "LLM manager", "startup",
        "isolation monitor",
    ]
    static let controls: Set = [
        "gdpr.art-32", "gdpr.art-33", "soc2.cc6.1", "hipaa.164.312-a-1", "hipaa.164.312-b", "hipaa.164.312-d",
    ]
    /// Personal data can only have reached somebody where the rule says that something failed.
    static let breach = "gdpr.art-33"

    @Test(arguments: entries.filter(\.isReported))
    func itSaysWhatAnEngineerNeeds(_ rule: Entry) throws {
        #expect(!rule.texts("component").isEmpty)
        #expect(rule.text("confidence").flatMap(Confidence.init(rawValue:)) != nil)
        #expect(try #require(rule.text("response")).hasSuffix("."))
        #expect(try #require(rule.text("description")).matches(of: /[.](\s|$)/).count >= 2)
        #expect(!rule.tags.filter { Self.controls.contains($0) }.isEmpty)
        let innocent = rule.texts("falsepositives")
        #expect(!innocent.isEmpty && innocent.allSatisfy { $0.count > 10 && $0 != "None known." })
    }

    @Test(arguments: entries)
    func itsNameAndTagsAreKnown(_ rule: Entry) throws {
        #expect(rule.name.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil)
        if rule.isOnlyOne { #expect(rule.path.hasSuffix("/\(rule.name).yml")) }
        let isolation = rule.tags.filter { $0.hasPrefix("isolation.") }
        let others = rule.tags.filter { !$0.hasPrefix("isolation.") }
        #expect(isolation.count == 1)
        #expect(Model.Category(rawValue: String(try #require(isolation.first).dropFirst(10))) != nil)
        for tag in others {
            #expect(
                Self.controls.contains(tag) || tag.wholeMatch(of: /attack\.t\d{4}(\.\d{3})?/) != nil, "\(tag)"
            )
        }
        #expect(Set(rule.texts("component")).isSubset(of: Self.components.union(Self.otherComponents)))
    }

    /// Whoever may have to notify within 72 hours must be told so.
    @Test(arguments: entries.filter { $0.tags.contains(breach) })
    func itNamesTheClockWhereDataMayHaveLeaked(_ rule: Entry) throws {
        #expect(try #require(rule.text("response")).contains("72 hours"))
        #expect(rule.tags.contains("gdpr.art-32"))
    }

    @Test func idsAndNamesAreUnique() {
        let ids = Self.entries.compactMap { $0.text("id") }
        #expect(ids.count == Self.entries.count)
        #expect(Set(ids).count == ids.count)
        #expect(Set(Self.entries.map(\.name)).count == Self.entries.count)
        let version4 = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
        for id in ids { #expect(id.wholeMatch(of: version4) != nil, "\(id)") }
    }

    @Test(arguments: components.sorted())
    func aRuleIsThereFor(component: String) {
        #expect(Self.entries.contains { $0.isReported && $0.texts("component").contains(component) })
    }

    @Test(arguments: Model.Category.allCases)
    func aRuleIsThereFor(category: Model.Category) {
        #expect(Self.entries.contains { $0.isReported && $0.tags.contains("isolation.\(category.rawValue)") })
    }
}
