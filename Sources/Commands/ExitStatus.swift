import ArgumentParser

/// What the process ends with; the numbers are those of sysexits.h where it has one.
enum ExitStatus: Int32 {
    case done = 0
    /// Done, and there is an incident at or above `--fail-on`.
    case incidentFound = 1
    /// Done, but a query has found nothing, or more than one id that could be meant. The number is that of grep
    /// where nothing matches.
    static let notFound = incidentFound
    case wrongUsage = 64
    /// Some input could not be read in full; the results of the rest were printed.
    case inputIncomplete = 65
    /// An input does not exist; the results of the rest were printed.
    case inputMissing = 66
    /// Output could not be written.
    case outputFailed = 74
    /// Another run holds the store; nothing was changed.
    case storeHeld = 75
    /// A rule, an extraction document or the configuration is invalid.
    case configurationInvalid = 78

    var code: ExitCode { ExitCode(rawValue) }
}
