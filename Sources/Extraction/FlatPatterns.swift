import Matching
import Model

/// The patterns of an `ExtractionPlan`, in flat memory: arrays inside a class would be
/// retained and released for every look at them. One a thread.
struct FlatPatterns: ~Copyable {
    struct Capture {
        var group: Int32
        var field: FieldID
    }

    struct MessagePattern {
        var pattern: Unmanaged<Pattern>
        var firstCapture: Int32
        var captureCount: Int32
        var isWeak: Bool
        var isAnchored: Bool
    }

    let patterns: UnsafeMutablePointer<MessagePattern>
    let patternCount: Int
    let captures: UnsafeMutablePointer<Capture>
    /// Keeps alive what is pointed to.
    private let plan: ExtractionPlan

    init(_ plan: ExtractionPlan) {
        self.plan = plan
        var patterns: [MessagePattern] = []
        var captures: [Capture] = []
        for pattern in plan.patterns {
            patterns.append(
                MessagePattern(
                    pattern: .passUnretained(pattern.pattern), firstCapture: Int32(captures.count),
                    captureCount: Int32(pattern.captures.count), isWeak: pattern.isWeak,
                    isAnchored: pattern.isAnchored))
            captures += pattern.captures.map { Capture(group: Int32($0.group), field: $0.field) }
        }
        self.patterns = .copy(patterns)
        self.captures = .copy(captures)
        patternCount = patterns.count
    }

    deinit {
        patterns.deallocate()
        captures.deallocate()
    }
}
