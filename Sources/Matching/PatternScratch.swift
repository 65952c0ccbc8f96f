import CPCRE2
import Model

/// What one thread needs to match: the places of groups, the limits, and a stack for JIT code.
///
/// The limits keep a pattern from running away: one million steps of backtracking (PCRE2's own default is
/// ten) and a JIT stack of at most one megabyte.
public final class PatternScratch {
    /// Groups of which the place is kept; patterns may have more, but not named ones that are asked for.
    private static let groupCapacity: UInt32 = 64
    static let matchLimit: UInt32 = 1_000_000
    private static let depthLimit: UInt32 = 10_000
    private static let heapLimitKibibytes: UInt32 = 20_000

    let matchData: OpaquePointer?
    let context: OpaquePointer?
    private let stack: OpaquePointer?
    private let offsets: UnsafeMutablePointer<Int>?

    public init() {
        matchData = pcre2_match_data_create_8(Self.groupCapacity, nil)
        context = pcre2_match_context_create_8(nil)
        stack = pcre2_jit_stack_create_8(32 * 1024, 1024 * 1024, nil)
        offsets = matchData.flatMap { pcre2_get_ovector_pointer_8($0) }
        guard let context else { return }
        pcre2_set_match_limit_8(context, Self.matchLimit)
        pcre2_set_depth_limit_8(context, Self.depthLimit)
        pcre2_set_heap_limit_8(context, Self.heapLimitKibibytes)
        if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    }

    deinit {
        pcre2_match_data_free_8(matchData)
        pcre2_match_context_free_8(context)
        pcre2_jit_stack_free_8(stack)
    }

    /// The bytes that a group matched in the last match, 0 being the whole; nil where it took no part.
    public func range(_ group: Int) -> Range<Int>? {
        guard let offsets, group < Int(Self.groupCapacity) else { return nil }
        let start = offsets[2 * group]
        let end = offsets[2 * group + 1]
        // PCRE2_UNSET is the largest size, which reads as -1 here. `\K` can put a start behind its end.
        return start >= 0 && start <= end ? start..<end : nil
    }
}
