import Model

/// When incidents were active: stacked bars, and the same as a table.
enum HTMLTimeline {
    private static let height = 100

    static func write(_ timeline: Timeline, zone: Zone, to writer: inout HTMLWriter) {
        let most = timeline.buckets.map(\.total).max() ?? 1
        writer.element("section", HTMLAttribute("aria-labelledby", "timeline")) { writer in
            writer.element("h2", .id("timeline"), text: "When")
            writer.element(
                "p", .css("quiet"),
                text: "Active incidents by \(timeline.unit), at most \(most) at once. Times are \(zone.name)."
            )
            writer.element("figure", .css("chart")) { writer in
                chart(timeline, most: most, to: &writer)
                axis(timeline, to: &writer)
                legend(timeline, to: &writer)
            }
            if timeline.timeless > 0 {
                let count = Wording.count(timeline.timeless, "incident has", "incidents have")
                writer.element("p", .css("quiet"), text: "\(count) no time and cannot be shown here.")
            }
            table(timeline, to: &writer)
        }
        writer.newline()
    }

    private static func levels(_ timeline: Timeline) -> [Level] {
        Level.allCases.reversed().filter { level in
            timeline.buckets.contains { $0.counts[level] != nil }
        }
    }

    private static func chart(_ timeline: Timeline, most: Int, to writer: inout HTMLWriter) {
        writer.element(
            "svg", HTMLAttribute("viewBox", "0 0 \(timeline.buckets.count * 10) \(height)"),
            HTMLAttribute("preserveAspectRatio", "none"), HTMLAttribute("role", "img"),
            .label("Bars of active incidents by \(timeline.unit); the table below says the same.")
        ) { writer in
            for (place, bucket) in timeline.buckets.enumerated() where bucket.total > 0 {
                bar(bucket, x: place * 10 + 1, most: most, to: &writer)
            }
        }
    }

    /// The worst stands at the bottom, where bars are easiest to compare.
    private static func bar(
        _ bucket: Timeline.Bucket, x: Int, most: Int, to writer: inout HTMLWriter
    ) {
        var below = 0
        for level in Level.allCases.reversed() {
            guard let count = bucket.counts[level] else { continue }
            let bottom = height - below * height / most
            below += count
            let top = height - below * height / most
            writer.element(
                "rect", .css(level.name), HTMLAttribute("x", x), HTMLAttribute("y", top),
                HTMLAttribute("width", 8), HTMLAttribute("height", max(1, bottom - top))
            ) { $0.element("title", text: "\(bucket.label): \(count) \(level.name)") }
        }
    }

    private static func axis(_ timeline: Timeline, to writer: inout HTMLWriter) {
        let buckets = timeline.buckets
        let places = buckets.count < 3 ? Array(buckets.indices) : [0, buckets.count / 2, buckets.count - 1]
        writer.element("p", .css("axis"), HTMLAttribute("aria-hidden", "true")) { writer in
            for place in places { writer.element("span", text: buckets[place].label) }
        }
    }

    private static func legend(_ timeline: Timeline, to writer: inout HTMLWriter) {
        writer.element("figcaption", .css("legend")) { writer in
            for level in levels(timeline) { writer.element("span", .css(level.name), text: level.name) }
        }
    }

    private static func table(_ timeline: Timeline, to writer: inout HTMLWriter) {
        let levels = levels(timeline)
        let table = HTMLTable(
            caption: "Active incidents by \(timeline.unit)",
            columns: [.time(timeline.unit)] + levels.map { .number($0.name) } + [.number("together")])
        writer.element("details", .css("more")) { writer in
            writer.element("summary", text: "The same as a table")
            table.write(to: &writer) { rows, writer in
                for bucket in timeline.buckets where bucket.total > 0 {
                    rows.row(
                        [bucket.label] + levels.map { String(bucket.counts[$0, default: 0]) }
                            + [String(bucket.total)], to: &writer)
                }
            }
        }
    }
}
