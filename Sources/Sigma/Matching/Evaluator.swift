import Matching
import Model

/// Evaluates compiled detections for one thread. It owns plain copies of the program's tables, so that
/// evaluation neither allocates nor counts references.
final class Evaluator {
    private let instructions: UnsafeMutableBufferPointer<Instruction>
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private let patterns: UnsafeMutableBufferPointer<Unmanaged<Pattern>>
    private let numbers: UnsafeMutableBufferPointer<NumberLiteral>
    private let networks: UnsafeMutableBufferPointer<IPNetwork>
    /// The roles of filters, 256 for each.
    private let filters: UnsafeMutableBufferPointer<UInt8>
    private let roots: UnsafeMutableBufferPointer<Int32>
    /// Keeps the patterns alive.
    private let program: Program
    private let message: Int32
    private let scratch = PatternScratch()
    private let buffer = FoldBuffer()
    private let otherBuffer = FoldBuffer()
    /// Whether the literals found in the message may answer for it.
    private let trustsHits: Bool

    init(_ program: Program, trustsHits: Bool) {
        self.program = program
        self.trustsHits = trustsHits
        message = Int32(FieldCatalog().message.index)
        instructions = .copy(program.instructions)
        bytes = .copy(program.bytes)
        patterns = .copy(program.patterns.map { Unmanaged.passUnretained($0) })
        numbers = .copy(program.numbers)
        networks = .copy(program.networks)
        filters = .copy(program.filters.flatMap(\.roles))
        roots = .copy(program.roots)
    }

    deinit {
        instructions.deallocate()
        bytes.deallocate()
        patterns.deallocate()
        numbers.deallocate()
        networks.deallocate()
        filters.deallocate()
        roots.deallocate()
    }

    /// Whether a detection matches the entry.
    func evaluate(rule: Int, _ fields: FieldTable, _ hits: LiteralHits) -> Truth {
        let root = roots[rule]
        return root < 0 ? .no : evaluate(root, fields, hits)
    }

    private func evaluate(_ index: Int32, _ fields: FieldTable, _ hits: LiteralHits) -> Truth {
        let node = instructions.baseAddress.unsafelyUnwrapped + Int(index)
        switch node.pointee.opcode {
        case .all: return join(index, fields, hits, decisive: .no)
        case .any: return join(index, fields, hits, decisive: .yes)
        case .anyText:
            return passes(node, fields) ? join(index, fields, hits, decisive: .yes) : .no
        case .not:
            switch evaluate(index + 1, fields, hits) {
            case .no: return .yes
            case .yes: return .no
            case .unknown: return .unknown
            }
        case .exists: return Truth(fields.has(FieldID(index: Int(node.pointee.field))))
        case .isMissing: return Truth(!fields.has(FieldID(index: Int(node.pointee.field))))
        case .null: return Truth(isNull(node, fields))
        case .messageContains where trustsHits && !hits.all:
            return Truth(node.pointee.literal.map { hits.contains($0) } ?? false)
        default:
            return node.pointee.field < 0 ? test(node, fields.raw) : testValues(node, fields, hits)
        }
    }

    /// AND stops at the first "no", OR at the first "yes"; else one unknown makes the whole unknown.
    private func join(
        _ index: Int32, _ fields: FieldTable, _ hits: LiteralHits, decisive: Truth
    ) -> Truth {
        let end = instructions[Int(index)].end
        var child = index + 1
        var result: Truth = decisive == .no ? .yes : .no
        while child < end {
            let truth = evaluate(child, fields, hits)
            if truth == decisive { return decisive }
            if truth == .unknown { result = .unknown }
            child = instructions[Int(child)].end
        }
        return result
    }

    private func passes(_ node: UnsafePointer<Instruction>, _ fields: FieldTable) -> Bool {
        let roles = UnsafePointer(filters.baseAddress.unsafelyUnwrapped) + Int(node.pointee.first) &* 256
        for value in fields.values(of: FieldID(index: Int(node.pointee.field)))
        where TextFilter.passes(value.bytes, roles) { return true }
        return false
    }

    private func isNull(_ node: UnsafePointer<Instruction>, _ fields: FieldTable) -> Bool {
        let field = FieldID(index: Int(node.pointee.field))
        guard fields.has(field) else { return true }
        for value in fields.values(of: field) where value.kind == .null { return true }
        return false
    }

    /// Whether any value of the field passes.
    private func testValues(
        _ node: UnsafePointer<Instruction>, _ fields: FieldTable, _ hits: LiteralHits
    ) -> Truth {
        var result = Truth.no
        for value in fields.values(of: FieldID(index: Int(node.pointee.field))) where value.kind != .null {
            let truth: Truth
            switch node.pointee.opcode {
            case .isText: truth = .yes
            case .number: truth = Truth(compareNumber(node, value.bytes))
            case .boolean: truth = Truth(compareBoolean(node, value))
            case .network: truth = Truth(isInNetwork(node, value.bytes))
            case .timePart: truth = Truth(compareTime(node, value.bytes))
            case .equalsField, .hasPrefixField, .hasSuffixField, .containsField:
                truth = Truth(compareField(node, value.bytes, fields))
            default: truth = test(node, value.bytes)
            }
            if truth == .yes { return .yes }
            if truth == .unknown { result = .unknown }
        }
        return result
    }

    // MARK: - Text

    /// A pattern or a comparison with text.
    private func test(_ node: UnsafePointer<Instruction>, _ value: Bytes) -> Truth {
        switch node.pointee.opcode {
        case .pattern: return match(Int(node.pointee.first), value)
        case .isText: return .yes
        default: return Truth(compareText(node, value))
        }
    }

    private func match(_ pattern: Int, _ value: Bytes) -> Truth {
        let result = patterns[pattern]._withUnsafeGuaranteedRef { $0.firstMatch(in: value, scratch: scratch) }
        switch result {
        case .match: return .yes
        case .noMatch: return .no
        case .failure: return .unknown
        }
    }

    private func compareText(_ node: UnsafePointer<Instruction>, _ value: Bytes) -> Bool {
        let base = UnsafePointer(bytes.baseAddress.unsafelyUnwrapped) + Int(node.pointee.first)
        let pattern = Bytes(start: base, count: Int(node.pointee.second))
        let opcode = node.pointee.opcode
        if node.pointee.needsFolding {
            return TextComparison.holds(opcode, buffer.fold(value), pattern, isCased: true)
        }
        if TextComparison.holds(opcode, value, pattern, isCased: node.pointee.isCased) { return true }
        guard node.pointee.hasFoldingTarget, Folding.hasASCIIVariants(value) else { return false }
        return TextComparison.holds(opcode, buffer.fold(value), pattern, isCased: true)
    }

    private func compareField(
        _ node: UnsafePointer<Instruction>, _ value: Bytes, _ fields: FieldTable
    ) -> Bool {
        for other in fields.values(of: FieldID(index: Int(node.pointee.first))) where other.kind != .null {
            if node.pointee.isCased {
                if TextComparison.holds(node.pointee.opcode, value, other.bytes, isCased: true) {
                    return true
                }
            } else {
                let (left, right) = (buffer.fold(value), otherBuffer.fold(other.bytes))
                if TextComparison.holds(node.pointee.opcode, left, right, isCased: true) { return true }
            }
        }
        return false
    }

    // MARK: - Other types

    private func compareNumber(_ node: UnsafePointer<Instruction>, _ value: Bytes) -> Bool {
        guard let number = NumberLiteral(value) else { return false }
        return node.pointee.comparison.holds(number, numbers[Int(node.pointee.first)])
    }

    /// `true` is also 1 and the text "true"; `false` is 0 and "false".
    private func compareBoolean(_ node: UnsafePointer<Instruction>, _ value: FieldValue) -> Bool {
        if value.kind == .number {
            return NumberLiteral(value.bytes).map { $0 == NumberLiteral(Int(node.pointee.first)) } ?? false
        }
        return node.pointee.first == 1
            ? value.bytes.equalsIgnoringASCIICase("true") : value.bytes.equalsIgnoringASCIICase("false")
    }

    private func isInNetwork(_ node: UnsafePointer<Instruction>, _ value: Bytes) -> Bool {
        IPAddress(value).map { networks[Int(node.pointee.first)].contains($0) } ?? false
    }

    private func compareTime(_ node: UnsafePointer<Instruction>, _ value: Bytes) -> Bool {
        guard let timestamp = Timestamp(rfc3339: value) else { return false }
        return node.pointee.comparison.holds(node.pointee.part.value(of: timestamp), Int(node.pointee.second))
    }
}

extension UnsafeMutableBufferPointer {
    /// A copy of an array's elements, which are plain bits.
    static func copy(_ elements: [Element]) -> Self { Self(start: .copy(elements), count: elements.count) }
}
