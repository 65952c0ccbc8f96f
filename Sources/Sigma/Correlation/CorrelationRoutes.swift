import Model

/// Where a rule's matches go: for each rule, the correlations that build on it and the fields they read, in
/// flat tables of plain bits, so that looking them up counts no references.
// Sendable: the tables are filled by the initialiser and only read afterwards.
final class CorrelationRoutes: @unchecked Sendable {
    struct Route: Sendable {
        /// The index of the correlation's state among those of its form.
        let slot: Int
        let isCompact: Bool
        let fieldStart: Int
        let groupCount: Int
        let valueCount: Int
        let value: EventValue
        /// The rule's index in the correlation's list.
        let index: Int
    }

    private let routes: UnsafeMutablePointer<Route>
    /// Where the routes of each rule begin; one more at the end.
    private let starts: UnsafeMutablePointer<Int>
    private let fields: UnsafeMutablePointer<FieldID>

    /// `isCompact` says of each correlation whether it has the compact form of state.
    init(_ ruleSet: RuleSet, isCompact: [Bool]) {
        let slots = Self.slots(isCompact)
        var routes: [Route] = []
        var starts = [0]
        var fields: [FieldID] = []
        for inputs in ruleSet.inputs {
            for input in inputs {
                routes.append(
                    Route(
                        slot: slots[input.correlation],
                        isCompact: isCompact[input.correlation],
                        fieldStart: fields.count,
                        groupCount: input.source.groupBy.count, valueCount: input.source.values.count,
                        value: ruleSet.correlations[input.correlation].metric.eventValue,
                        index: input.source.index))
                fields += input.source.groupBy
                fields += input.source.values
            }
            starts.append(routes.count)
        }
        self.routes = .copy(routes)
        self.starts = .copy(starts)
        self.fields = .copy(fields)
    }

    deinit {
        routes.deallocate()
        starts.deallocate()
        fields.deallocate()
    }

    /// For each correlation, its index among those of the same form.
    static func slots(_ isCompact: [Bool]) -> [Int] {
        var next = [true: 0, false: 0]
        return isCompact.map { form in
            let slot = next[form, default: 0]
            next[form] = slot + 1
            return slot
        }
    }

    subscript(index: Int) -> Route { routes[index] }

    func range(of rule: Int) -> Range<Int> { starts[rule]..<starts[rule + 1] }

    func groupFields(of route: Route) -> Range<Int> {
        route.fieldStart..<(route.fieldStart + route.groupCount)
    }

    func valueFields(of route: Route) -> Range<Int> {
        let start = route.fieldStart + route.groupCount
        return start..<(start + route.valueCount)
    }

    func field(_ position: Int) -> FieldID { fields[position] }
}
