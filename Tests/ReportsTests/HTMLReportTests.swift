import Crypto
import Foundation
import Model
import Testing

@testable import Reports

@Suite struct HTMLReportTests {
    /// The policy names the style and the script that stand on the page, and no other.
    @Test(arguments: [("style", HTMLStyle.sha256), ("script", HTMLScript.sha256)])
    func thePolicyNamesWhatIsThere(element: String, hash: String) throws {
        let page = try Sample.html(Sample.triaged)
        let parts = page.components(separatedBy: "<\(element)>")
        #expect(parts.count == 2)
        let content = try #require(parts.last?.components(separatedBy: "</\(element)>").first)
        let digest = Data(SHA256.hash(data: Data(content.utf8))).base64EncodedString()
        #expect(digest == hash, "the constant beside the text has to be \(digest)")
        #expect(page.contains("\(element)-src &#39;sha256-\(hash)&#39;"))
    }

    @Test func thePageStandsAlone() throws {
        let page = try Markup(Sample.html(Sample.triaged))
        let tags = page.tags.filter { !$0.isEnd }
        #expect(
            Set(tags.map(\.name)).isDisjoint(with: ["link", "img", "iframe", "form", "object", "base", "use"])
        )
        #expect(tags.count { $0.name == "script" } == 1)
        for tag in tags {
            for (name, value) in tag.attributes {
                #expect(!name.hasPrefix("on") && name != "style" && name != "src", "\(tag)")
                if name == "href" { #expect(value.hasPrefix("#"), "\(tag)") }
            }
        }
    }

    @Test func everyElementIsClosedInOrder() throws {
        try Markup(Sample.html(Sample.triaged)).checkNesting()
        try Markup(Sample.html(Report(ledger: Ledger(), incidents: []))).checkNesting()
    }

    @Test func everyLinkLeadsSomewhere() throws {
        let tags = try Markup(Sample.html(Sample.triaged)).tags
        let ids = tags.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        for link in tags.compactMap({ $0.attributes["href"] }) {
            #expect(ids.contains(String(link.dropFirst())))
        }
        for label in tags.compactMap({ $0.attributes["aria-labelledby"] ?? $0.attributes["for"] }) {
            #expect(ids.contains(label))
        }
    }

    /// Text of logs changes neither elements nor attributes, and is there to be read.
    @Test(arguments: Sample.hostileTexts)
    func nothingFromLogsIsMarkup(text: String) throws {
        let page = try Markup(Sample.html(Sample.hostile(text)))
        try page.checkNesting()
        let harmless = try Markup(Sample.html(Sample.hostile("harmless")))
        #expect(page.tags.map(\.name) == harmless.tags.map(\.name))
        #expect(
            page.tags.map { $0.attributes.keys.sorted() } == harmless.tags.map { $0.attributes.keys.sorted() }
        )
        let visible = VisibleText.of(text)
        #expect(page.texts.contains(visible) || visible.isEmpty, "\(visible)")
        #expect(page.texts.allSatisfy { $0.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isHidden } })
    }

    @Test func figuresAreThoseOfTheReport() throws {
        let page = try Sample.html(Sample.triaged)
        for (name, value) in [
            ("total", 2), ("new", 1), ("ongoing", 1), ("resolved", 1), ("suppressed", 1), ("users", 2),
            ("evidence", 8), ("critical", 1), ("high", 1), ("low", 0),
        ] {
            #expect(
                page.contains("data-figure=\"\(name)\">\(value)</span><span class=\"change\">"), "\(name)")
        }
        #expect(page.contains("data-figure=\"total\">2</span><span class=\"change\">1 fewer</span>"))
        #expect(page.contains("data-figure=\"users\">2</span><span class=\"change\">3 fewer</span>"))
        #expect(page.contains("data-figure=\"evidence\">8</span><span class=\"change\">4 more</span>"))
        #expect(page.contains("data-figure=\"critical\">1</span><span class=\"change\">as before</span>"))
        #expect(try !Sample.html(Sample.report).contains("class=\"change\""))
    }

    @Test func whatIsLeftOutIsCounted() throws {
        let evidence = (1...30).map {
            Sample.evidence(
                "2025-09-14T02:05:00Z", rules: ["manager-twice"], message: "m\($0)", users: [], line: $0)
        }
        let incidents = (0..<501).map {
            Sample.incident(id: "i\($0)", evidence: $0 == 0 ? evidence : [])
        }
        let page = try Sample.html(Report(ledger: Ledger(), incidents: incidents))
        #expect(page.contains(">m10<") && !page.contains(">m11<"))
        #expect(try Sample.html(Report(ledger: Ledger(), incidents: [incidents[0]])).contains(">m30<"))
    }

    @Test func othersThatWereFoundAreSaid() throws {
        #expect(try Sample.html(Sample.report, hidden: 2).contains(" 2 others are not shown."))
    }

    @Test func bothDirectionsAreTold() throws {
        let flows = [DataFlow(from: "bob", to: "alice"), DataFlow(between: "carol", and: "bob")].compactMap {
            $0
        }
        let page = try Sample.html(
            Report(ledger: Ledger(), incidents: [Sample.incident(flows: flows)]))
        #expect(page.contains("<title>bob → alice: 1 incident</title>"))
        #expect(page.contains("<title>bob ↔ carol: 1 incident</title>"))
        #expect(page.components(separatedBy: "marker-end=").count == 2)
    }

    @Test func usersBeyondThePictureAreInTheTable() throws {
        let flows = (0..<60).compactMap { DataFlow(from: "from\($0)", to: "to\($0)") }
        let page = try Sample.html(
            Report(ledger: Ledger(), incidents: [Sample.incident(flows: flows)]))
        #expect(page.components(separatedBy: "<circle").count == 41)
        #expect(page.contains("40 more pairs are in the table only."))
        #expect(page.contains("<code>from59</code>"))
    }
}
