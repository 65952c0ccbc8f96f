import Model

extension Incident {
    /// All that a report says of it but for the places of evidence.
    public var description: String {
        var lines = [
            "\(id) \(level) \(title) \(categories) \(users)",
            "\(cutUsers) \(scopes.sorted { $0.key < $1.key }) \(services)",
            "\(String(describing: firstSeen)) \(String(describing: lastSeen)) \(count)",
        ]
        for signal in signals {
            lines.append("\(signal.rule.name) \(signal.count) \(String(describing: signal.firstSeen))")
        }
        for evidence in self.evidence {
            lines.append("\(evidence.rules) \(evidence.message) \(evidence.users) \(evidence.sha256)")
        }
        return lines.joined(separator: "\n")
    }
}
