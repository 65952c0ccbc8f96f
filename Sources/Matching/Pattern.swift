import CPCRE2
import Model
import Synchronization

/// A compiled PCRE2 pattern, JIT-compiled where the library can. Shared by all threads.
///
/// Patterns see bytes as UTF-8; invalid UTF-8 in a subject is skipped over, never an error
/// (`PCRE2_MATCH_INVALID_UTF`).
// Sendable: the code is changed once, by `translate` before the first match, and then never again; PCRE2 documents
// it as safe to share (pcre2api, "Multithreading").
public final class Pattern: @unchecked Sendable {
    /// What a pattern is compiled with; PCRE2's options of the same names.
    public struct Options: OptionSet, Sendable, Hashable {
        public let rawValue: UInt32

        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        public static let caseless = Options(rawValue: PCRE2_CASELESS)
        public static let multiline = Options(rawValue: PCRE2_MULTILINE)
        public static let dotAll = Options(rawValue: PCRE2_DOTALL)
        public static let extended = Options(rawValue: PCRE2_EXTENDED)
        /// The text is matched as it stands, without any special character.
        public static let literal = Options(rawValue: PCRE2_LITERAL)
        /// Several groups may have the same name.
        public static let duplicateNames = Options(rawValue: PCRE2_DUPNAMES)
        /// It matches only where the search begins. What PCRE2 does to find a start sooner is left out.
        public static let anchored = Options(rawValue: PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE)
    }

    /// A named group.
    public struct Capture: Sendable, Hashable {
        public let name: String
        public let number: Int
    }

    public let source: String
    /// The named groups, in the order of their numbers.
    public let captures: [Capture]
    let code: OpaquePointer
    /// How far the code has come, as the raw value of a `Stage`.
    private let stage = Atomic(Stage.compiled.rawValue)

    /// Translating a pattern for the machine takes longer than compiling it, and most of those that a run has
    /// never see a text: it is done for the first one.
    private enum Stage: UInt8 {
        case compiled
        /// Translated for the machine.
        case translated
        /// There is no translation: the library interprets the code.
        case interpreted
    }

    private static let translation = Mutex(())

    /// Compiles a pattern; throws what PCRE2 says against it, and where.
    public init(_ source: String, options: Options = []) throws(PatternError) {
        let compiled = try Self.compile(source, options)
        self.source = source
        self.code = compiled
        captures = Self.readCaptures(compiled)
    }

    deinit {
        pcre2_code_free_8(code)
    }

    private static func compile(_ source: String, _ options: Options) throws(PatternError) -> OpaquePointer {
        if !options.contains(.literal), let text = NegatedTypes.spelledOut(source),
            let code = try? compileAsIs(text, options)
        {
            return code
        }
        // Errors are told of the pattern as it was written.
        return try compileAsIs(source, options)
    }

    private static func compileAsIs(_ source: String, _ options: Options) throws(PatternError)
        -> OpaquePointer
    {
        var code: Int32 = 0
        var offset = 0
        var text = source
        let compiled = text.withUTF8 { bytes in
            pcre2_compile_8(
                bytes.baseAddress, bytes.count, options.rawValue | PCRE2_UTF | PCRE2_MATCH_INVALID_UTF, &code,
                &offset, nil)
        }
        guard let compiled else { throw PatternError(code: code, offset: offset) }
        return compiled
    }

    /// Looks for the first match at or after `start`. Where it is found, `scratch` holds the groups.
    public func firstMatch(in subject: Bytes, from start: Int = 0, scratch: PatternScratch) -> MatchResult {
        let base = subject.baseAddress ?? Self.emptySubject
        var stage = stage.load(ordering: .acquiring)
        if stage == Stage.compiled.rawValue { stage = translate() }
        let count =
            stage == Stage.translated.rawValue
            ? pcre2_jit_match_8(code, base, subject.count, start, 0, scratch.matchData, scratch.context)
            : pcre2_match_8(code, base, subject.count, start, 0, scratch.matchData, scratch.context)
        if count >= 0 { return .match }
        return count == PCRE2_ERROR_NOMATCH ? .noMatch : .failure(PatternError(code: count, offset: 0))
    }

    /// Whether the pattern was ever asked for a match.
    package var isUsed: Bool { stage.load(ordering: .relaxed) != Stage.compiled.rawValue }

    /// Nobody matches before this is done, so that the code is not changed under anybody.
    @inline(never)
    private func translate() -> UInt8 {
        Self.translation.withLock { _ in
            let known = stage.load(ordering: .relaxed)
            guard known == Stage.compiled.rawValue else { return known }
            let isTranslated = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) == 0
            let result = (isTranslated ? Stage.translated : .interpreted).rawValue
            stage.store(result, ordering: .releasing)
            return result
        }
    }

    /// Something to point at for a subject of no bytes.
    private nonisolated(unsafe) static let emptySubject = UnsafePointer(
        UnsafeMutablePointer<UInt8>.allocate(capacity: 1))

    /// Reads the name table: entries of one size, each two bytes of number and a NUL-ended name (pcre2api).
    private static func readCaptures(_ code: OpaquePointer) -> [Capture] {
        var count: UInt32 = 0
        var size: UInt32 = 0
        var table: UnsafePointer<UInt8>?
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size)
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
        guard let table else { return [] }
        return (0..<Int(count)).map { index in
            let entry = table + index * Int(size)
            return Capture(name: String(cString: entry + 2), number: Int(entry[0]) << 8 | Int(entry[1]))
        }.sorted { $0.number < $1.number }
    }
}

/// The outcome of a match: a failure is never "no match".
public enum MatchResult {
    case match
    case noMatch
    /// A limit was hit, or PCRE2 failed otherwise: the answer is not known.
    case failure(PatternError)
}

/// What PCRE2 says against a pattern or of a match that failed.
public struct PatternError: Error, Sendable, CustomStringConvertible {
    /// PCRE2's error code.
    public let code: Int32
    /// Bytes of the pattern before the place that is wrong; 0 for matches.
    public let offset: Int

    /// PCRE2's message.
    public var message: String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
            guard let base = buffer.baseAddress,
                pcre2_get_error_message_8(code, base, buffer.count) >= 0
            else { return "PCRE2 error \(code)" }
            return String(cString: base)
        }
    }

    public var description: String { "\(message) (at byte \(offset))" }
}
