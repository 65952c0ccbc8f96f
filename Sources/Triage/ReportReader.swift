import Decoding
import Model

/// Reads reports of the schema `crosstalk.report/1`, as a JSON document or as lines.
///
/// What comes back says all that the JSON says. Not in it are a rule's description, the offsets of a zone, and
/// what the suppression of an incident is about; an entry's identity is made from its SHA-256.
public enum ReportReader {
    static let schema = "crosstalk.report/1"

    /// The report in the bytes of a file.
    /// - Throws: A diagnostic that names the file, and the line where there are several.
    public static func read(_ bytes: [UInt8], path: String) throws(Diagnostic) -> Report {
        let lines = bytes.split(separator: UInt8(ascii: "\n")).count
        do {
            return try JSONText.read(bytes) { value in
                // One line is a document only where it does not say that it is one of several.
                try isLine(value) ? Lines.read(bytes) : document(JSONObject(value, place: ""))
            }
        } catch let whole as JSONSyntaxError {
            guard lines > 1, firstLineIsOfReport(bytes) else {
                throw problem(path, 1, bytes.isEmpty ? "the file is empty" : damage(whole.reason))
            }
        } catch {
            throw diagnostic(error, path: path)
        }
        do {
            return try Lines.read(bytes)
        } catch {
            throw diagnostic(error, path: path)
        }
    }

    private static func document(_ object: JSONObject) throws -> Report {
        try checkSchema(object)
        return Report(
            ledger: try LedgerReader.read(object.object("ledger")),
            incidents: try object.objects("incidents", IncidentReader.read),
            context: try ContextReader.read(object))
    }

    static func checkSchema(_ object: JSONObject) throws {
        guard let found = try? object.optionalString("schema") else {
            throw ReportProblem.foreign
        }
        guard found == schema else {
            throw ReportProblem(
                member: "", problem: "this is of the schema '\(found)'; only \(schema) can be read")
        }
    }

    private static func isLine(_ value: JSONValue) -> Bool {
        value.member("schema") != nil && value.member("type") != nil
    }

    private static func firstLineIsOfReport(_ bytes: [UInt8]) -> Bool {
        let first = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1).first ?? []
        return (try? JSONText.read(first, isLine)) ?? false
    }

    // MARK: - Problems

    private static func damage(_ reason: String) -> String {
        "the report is damaged or cut off: \(reason.hasSuffix(".") ? String(reason.dropLast()) : reason)"
    }

    private static func diagnostic(_ error: any Error, path: String) -> Diagnostic {
        let (line, cause) = (error as? LineProblem).map { ($0.line, $0.cause) } ?? (1, error)
        switch cause {
        case let error as ReportProblem where error.member.isEmpty: return problem(path, line, error.problem)
        case let error as ReportProblem: return problem(path, line, "\(error.member) \(error.problem)")
        case let error as JSONSyntaxError: return problem(path, line, damage(error.reason))
        default: return problem(path, line, "\(cause)")
        }
    }

    private static func problem(_ path: String, _ line: Int, _ what: String) -> Diagnostic {
        Diagnostic(
            path: path, line: line, column: 1, problem: what,
            advice: "name a report that was written with --format json or ndjson")
    }
}

/// What is wrong with one line of several.
private struct LineProblem: Error {
    let line: Int
    let cause: any Error
}

/// Reads a report of one object a line: incidents, then the ledger.
private enum Lines {
    static func read(_ bytes: [UInt8]) throws -> Report {
        var incidents: [Incident] = []
        var ledger: Ledger?
        var context = ReportContext()
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            do {
                try JSONText.read(line) { value in
                    let object = try JSONObject(value, place: "")
                    try ReportReader.checkSchema(object)
                    switch try object.string("type") {
                    case "incident": incidents.append(try IncidentReader.read(object))
                    case "context": context = try ContextReader.read(object)
                    case "ledger": ledger = try LedgerReader.read(object)
                    default: break
                    }
                }
            } catch {
                throw LineProblem(line: index + 1, cause: error)
            }
        }
        guard let ledger else {
            throw LineProblem(
                line: max(1, lines.count - 1),
                cause: ReportProblem(member: "", problem: "the report ends without its ledger: it is cut off")
            )
        }
        return Report(ledger: ledger, incidents: incidents, context: context)
    }
}
