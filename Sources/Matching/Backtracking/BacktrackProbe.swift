import CPCRE2

/// Counts the steps of backtracking that a search takes, in PCRE2's interpreter: the same everywhere, with or
/// without JIT.
final class BacktrackProbe {
    private let pattern: Pattern
    private let matchData: OpaquePointer?
    private let context: OpaquePointer?

    init(_ pattern: Pattern) {
        self.pattern = pattern
        matchData = pcre2_match_data_create_8(1, nil)
        context = pcre2_match_context_create_8(nil)
    }

    deinit {
        pcre2_match_data_free_8(matchData)
        pcre2_match_context_free_8(context)
    }

    /// Whether a search in the text takes more steps than the limit from any one start.
    func exceeds(_ limit: Int, on text: [Unicode.Scalar]) -> Bool {
        var subject = String(String.UnicodeScalarView(text))
        guard let context else { return false }
        pcre2_set_match_limit_8(context, UInt32(limit))
        let code = subject.withUTF8 { bytes in
            pcre2_match_8(
                pattern.code, bytes.baseAddress, bytes.count, 0, PCRE2_NO_JIT, matchData, context)
        }
        return code == PCRE2_ERROR_MATCHLIMIT
    }

    /// The least limit that a search in the text keeps, found by halving; `cap` where that is not enough.
    func steps(on text: [Unicode.Scalar], cap: Int) -> Int {
        guard !exceeds(cap, on: text) else { return cap }
        var (low, high) = (1, cap)
        while low < high {
            let middle = (low + high) / 2
            if exceeds(middle, on: text) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
