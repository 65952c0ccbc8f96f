/// The kinds of isolation failure. A rule names its kind by the tag `isolation.<category>`.
public enum Category: String, Sendable, CaseIterable, Comparable {
    case managerDuplication = "manager-duplication"
    case crossUserRouting = "cross-user-routing"
    case identityConflict = "identity-conflict"
    case sharedState = "shared-state"
    case isolationFailure = "isolation-failure"
    case missingUserContext = "missing-user-context"
    case broadcastDuplication = "broadcast-duplication"
    case raceCondition = "race-condition"

    public static func < (left: Category, right: Category) -> Bool { left.rawValue < right.rawValue }
}
