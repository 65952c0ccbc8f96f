import Documents

/// What a correlation can ask of another one that it builds on: a match of that is an event with a time and a
/// group, and nothing else.
struct ChainCheck {
    /// How many correlations may build on one another.
    static let depthLimit = 10

    let list: DiagnosticList
    let parent: ParsedCorrelation
    /// Where the parent names the child.
    let reference: Located

    /// Reports what the parent asks for in vain; `groupBy` are its group fields as the child names them.
    func check(_ child: ParsedCorrelation, groupBy: [String]) {
        if parent.type.readsField {
            list.report(
                reference.mark,
                "'\(reference.text)' is a correlation: its matches have no values for a \(parent.type.rawValue)",
                "refer to detections, or use event_count", check: .chain)
        }
        if !groupBy.isEmpty, groupBy != child.groupBy.map(\.text) {
            list.report(
                reference.mark,
                "'\(reference.text)' is a correlation that groups differently, which is not supported yet",
                "group by the same fields in the same order, or by none", check: .chain)
        }
    }
}
