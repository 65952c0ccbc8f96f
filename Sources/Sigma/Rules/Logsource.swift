/// Which logs a rule is meant for.
struct Logsource: Hashable, Sendable {
    static let keys = ["category", "product", "service"]

    /// What it says of `keys`.
    var names: [String: String] = [:]

    /// Whether everything this asks for is said by `other` as well: it then covers all logs of the other.
    func covers(_ other: Logsource) -> Bool {
        names.allSatisfy { other.names[$0.key] == $0.value }
    }
}
