import Matching
import Model

/// The patterns of an `ExtractionPlan`, in flat memory: arrays inside a class would be
/// retained and released for every look at them. One a thread.
struct FlatPlan: ~Copyable {
    struct Capture {
        var group: Int32
        var field: FieldID
    }

    struct MessagePattern {
        var pattern: Unmanaged<Pattern>
        var firstCapture: Int32
        var captureCount: Int32
        var isWeak: Bool
    }

    let patterns: UnsafeMutablePointer<MessagePattern>
    let patternCount: Int
    let captures: UnsafeMutablePointer<Capture>
    /// Words of bits, one for each pattern.
    let wordCount: Int
    let alwaysOpen: UnsafeMutablePointer<UInt64>
    /// `wordCount` words for each literal below `literalCount`.
    let opened: UnsafeMutablePointer<UInt64>
    let literalCount: Int
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
                    captureCount: Int32(pattern.captures.count), isWeak: pattern.isWeak))
            captures += pattern.captures.map { Capture(group: Int32($0.group), field: $0.field) }
        }
        self.patterns = .copy(patterns)
        self.captures = .copy(captures)
        patternCount = patterns.count
        wordCount = plan.alwaysOpen.count
        alwaysOpen = .copy(plan.alwaysOpen)
        let none = [UInt64](repeating: 0, count: plan.alwaysOpen.count)
        opened = .copy(plan.opened.flatMap { $0.isEmpty ? none : $0 })
        literalCount = plan.opened.count
    }

    deinit {
        patterns.deallocate()
        captures.deallocate()
        alwaysOpen.deallocate()
        opened.deallocate()
    }
}
