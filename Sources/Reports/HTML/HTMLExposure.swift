import Model

/// Whose data may have reached whom: a picture of two columns of users, and the same as a table.
enum HTMLExposure {
    private static let userLimit = 40
    private static let rowLimit = 500
    private static let incidentLimit = 5

    static func write(_ exposure: Exposure, to writer: inout HTMLWriter) {
        let shown = exposure.prefix(users: userLimit)
        writer.element("section", HTMLAttribute("aria-labelledby", "exposure")) { writer in
            writer.element("h2", .id("exposure"), text: "Whose data may have reached whom")
            writer.element(
                "p", .css("quiet"),
                text: "An arrow points from the user whose data it was to the one who may have seen it. "
                    + "A dashed line joins two users who met without saying which way.")
            if !shown.isEmpty {
                writer.element(
                    "div", .css("scroll picture"), HTMLAttribute("role", "region"),
                    HTMLAttribute("tabindex", "0"), .label("Picture of exposed users")
                ) { ExposurePicture(shown).write(to: &$0) }
            }
            if shown.count < exposure.links.count {
                let links = Wording.count(exposure.links.count - shown.count, "more pair", "more pairs")
                writer.element(
                    "p", .css("quiet"),
                    text: "Of \(exposure.users) users the picture shows \(userLimit) at most; "
                        + "\(links) are in the table only.")
            }
            writer.element("details", .css("more")) { writer in
                writer.element("summary", text: "The same as a table")
                table(exposure, to: &writer)
            }
        }
        writer.newline()
    }

    private static func table(_ exposure: Exposure, to writer: inout HTMLWriter) {
        let table = HTMLTable(
            caption: "Whose data may have reached whom",
            columns: [.text("data of"), .text("direction"), .text("user"), .text("incidents")])
        table.write(to: &writer) { rows, writer in
            for link in exposure.links.prefix(rowLimit) {
                rows.row(to: &writer) { number, writer in
                    switch number {
                    case 0: writer.element("code", text: link.flow.from)
                    case 1: writer.text(link.flow.isDirected ? "may have reached" : "or the other way round:")
                    case 2: writer.element("code", text: link.flow.to)
                    default: incidents(link, to: &writer)
                    }
                }
            }
        }
        let more = exposure.links.count - rowLimit
        if more > 0 { writer.element("p", .css("quiet"), text: "and \(more) more") }
    }

    private static func incidents(_ link: Exposure.Link, to writer: inout HTMLWriter) {
        for id in link.incidents.prefix(incidentLimit) {
            writer.element("a", .place(HTMLIncident.place(id)), text: id)
            writer.text(" ")
        }
        let more = link.incidents.count - incidentLimit
        if more > 0 { writer.text("and \(more) more") }
    }
}

/// Users whose data it was on the left, users who may have seen it on the right, and a line for each link.
private struct ExposurePicture {
    private let links: [Exposure.Link]
    private let left: [ExactText]
    private let right: [ExactText]

    private static let width = 640
    private static let step = 30
    private static let top = 46
    private static let leftX = 236
    private static let rightX = 404
    /// Columns of an id.
    private static let labelWidth = 26

    init(_ links: [Exposure.Link]) {
        self.links = links
        left = Self.distinct(links.map(\.flow.from))
        right = Self.distinct(links.map(\.flow.to))
    }

    private static func distinct(_ names: [String]) -> [ExactText] {
        var seen: Set<ExactText> = []
        return names.map { ExactText($0) }.filter { seen.insert($0).inserted }
    }

    func write(to writer: inout HTMLWriter) {
        let height = Self.top + max(left.count, right.count) * Self.step
        writer.element(
            "svg", HTMLAttribute("viewBox", "0 0 \(Self.width) \(height)"), HTMLAttribute("role", "img"),
            .label("\(links.count) pairs of users; the table below says the same.")
        ) { writer in
            marker(to: &writer)
            heading("data of", x: Self.leftX, anchor: "end", to: &writer)
            heading("may have reached", x: Self.rightX, anchor: "start", to: &writer)
            for link in links { line(link, to: &writer) }
            for (place, user) in left.enumerated() {
                node(user.text, place: place, x: Self.leftX, anchor: "end", to: &writer)
            }
            for (place, user) in right.enumerated() {
                node(user.text, place: place, x: Self.rightX, anchor: "start", to: &writer)
            }
        }
    }

    private func marker(to writer: inout HTMLWriter) {
        writer.element(
            "marker", .id("arrow"), HTMLAttribute("viewBox", "0 0 8 8"), HTMLAttribute("refX", 7),
            HTMLAttribute("refY", 4), HTMLAttribute("markerWidth", 7), HTMLAttribute("markerHeight", 7),
            HTMLAttribute("orient", "auto")
        ) { $0.element("path", HTMLAttribute("d", "M0 0L8 4L0 8Z"), text: "") }
    }

    private func heading(_ text: String, x: Int, anchor: String, to writer: inout HTMLWriter) {
        writer.element(
            "text", .css("heading"), HTMLAttribute("x", x), HTMLAttribute("y", 16),
            HTMLAttribute("text-anchor", anchor), text: text)
    }

    private func line(_ link: Exposure.Link, to writer: inout HTMLWriter) {
        let from = y(left.firstIndex(of: ExactText(link.flow.from)) ?? 0)
        let to = y(right.firstIndex(of: ExactText(link.flow.to)) ?? 0)
        let (start, end) = (Self.leftX + 12, Self.rightX - (link.flow.isDirected ? 14 : 12))
        let middle = (start + end) / 2
        let path = "M\(start) \(from)C\(middle) \(from) \(middle) \(to) \(end) \(to)"
        let incidents = Wording.count(link.incidents.count, "incident", "incidents")
        let title = "\(FlowWording.arrow(link.flow)): \(incidents)"
        if link.flow.isDirected {
            writer.element(
                "path", .css("line"), HTMLAttribute("d", path), HTMLAttribute("marker-end", "url(#arrow)")
            ) { $0.element("title", text: title) }
        } else {
            writer.element("path", .css("line either"), HTMLAttribute("d", path)) {
                $0.element("title", text: title)
            }
        }
    }

    private func node(
        _ user: String, place: Int, x: Int, anchor: String, to writer: inout HTMLWriter
    ) {
        let side = anchor == "end" ? -1 : 1
        writer.element(
            "circle", HTMLAttribute("cx", x - side * 6), HTMLAttribute("cy", y(place)), HTMLAttribute("r", 4),
            text: "")
        writer.element(
            "text", HTMLAttribute("x", x + side * 4), HTMLAttribute("y", y(place) + 4),
            HTMLAttribute("text-anchor", anchor)
        ) { writer in
            writer.element("title", text: user)
            writer.text(VisibleText.of(user, width: Self.labelWidth))
        }
    }

    private func y(_ place: Int) -> Int { Self.top + place * Self.step }
}
