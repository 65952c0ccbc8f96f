import Model

/// Whose data may have reached whom, over all incidents.
struct Exposure {
    /// A way that data may have taken, and the incidents that tell of it.
    struct Link {
        let flow: DataFlow
        fileprivate(set) var incidents: [String] = []
    }

    /// Those of the worst incidents first.
    private(set) var links: [Link] = []

    /// - Parameter incidents: The worst first, as in a report.
    init(_ incidents: [Incident]) {
        var places: [DataFlow: Int] = [:]
        for incident in incidents {
            for flow in incident.flows {
                let place = places[flow, default: links.count]
                if place == links.count {
                    places[flow] = place
                    links.append(Link(flow: flow))
                }
                links[place].incidents.append(incident.id)
            }
        }
    }

    /// How many users it names.
    var users: Int { Set(links.flatMap { [ExactText($0.flow.from), ExactText($0.flow.to)] }).count }

    /// The first links that name no more users than so many.
    func prefix(users limit: Int) -> [Link] {
        var users: Set<ExactText> = []
        return Array(
            links.prefix { link in
                users.formUnion([ExactText(link.flow.from), ExactText(link.flow.to)])
                return users.count <= limit
            })
    }
}
