/// A failure that is planted into the work so that answers can be checked.
public enum FailureKind: String, CaseIterable, Sendable {
    case managerDuplication = "manager-duplication"
    case crossUserRouting = "cross-user-routing"
    case sharedState = "shared-state"
    /// One request that carries two users, and no message that says so.
    case silentConflict = "identity-conflict"

    /// The kind of the failure with this number: each in turn.
    static func ofFailure(_ number: Int) -> FailureKind {
        allCases[number % allCases.count]
    }

    /// The messages it leaves behind, one after another, and whether the second user is the one at work.
    var messages: [(template: Template, byOther: Bool)] {
        switch self {
        case .managerDuplication: Templates.managerDuplication.map { ($0, false) }
        case .crossUserRouting: Templates.crossUserRouting.map { ($0, false) }
        case .sharedState: Templates.sharedState.map { ($0, false) }
        case .silentConflict: Templates.silentConflict.enumerated().map { ($1, $0 % 2 == 1) }
        }
    }
}
