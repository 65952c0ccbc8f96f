import Matching
import Model

/// Turns expressions into instructions.
struct Compiler {
    var catalog: FieldCatalog
    var literals: LiteralCatalog
    private(set) var program = Program()

    init(catalog: FieldCatalog, literals: LiteralCatalog) {
        self.catalog = catalog
        self.literals = literals
    }

    /// Compiles the detection with the next number.
    mutating func add(_ expression: SearchExpression) {
        program.roots.append(Int32(program.instructions.count))
        compile(expression)
    }

    /// Gives the next number to a rule that is no detection.
    mutating func addNothing() {
        program.roots.append(-1)
    }

    private mutating func compile(_ expression: SearchExpression) {
        switch expression {
        case .all(let parts): compile(parts, .all)
        case .any(let parts): compile(parts, .any)
        case .not(let part): compile([part], .not)
        case .named(_, let part): compile(part)
        case .test(let field, .oneOf(let forms)):
            compile(forms.map { .test(field: field, $0) }, .any)
        case .test(let field, let value):
            var instruction = instruction(for: value)
            if let field { instruction.field = Int32(catalog.intern(field).index) }
            interceptLiteral(&instruction, value)
            append(instruction)
        }
    }

    private mutating func compile(_ parts: [SearchExpression], _ opcode: Opcode) {
        // One of one, or all of one, is that one.
        if opcode != .not, parts.count == 1 { return compile(parts[0]) }
        let start = program.instructions.count
        append(Instruction(opcode: opcode))
        for part in parts { compile(part) }
        program.instructions[start].end = Int32(program.instructions.count)
        if opcode == .any { addFilter(start) }
    }

    /// Where one of several texts of one field is asked for, most values differ from all of them in their first bytes.
    private mutating func addFilter(_ start: Int) {
        let leaves = program.instructions[(start + 1)...].filter {
            $0.opcode != .any && $0.opcode != .anyText
        }
        guard let field = leaves.first?.field, field >= 0 else { return }
        let areTexts = leaves.allSatisfy {
            $0.field == field && ($0.opcode == .equals || $0.opcode == .hasPrefix) && !$0.needsFolding
        }
        guard areTexts else { return }
        let texts = leaves.map { leaf in
            (bytes: program.bytes[Int(leaf.first)..<Int(leaf.first + leaf.second)], isCased: leaf.isCased)
        }
        guard let filter = TextFilter(texts) else { return }
        program.instructions[start].opcode = .anyText
        program.instructions[start].field = field
        program.instructions[start].first = Int32(program.filters.count)
        program.filters.append(filter)
    }

    private mutating func append(_ instruction: Instruction) {
        program.instructions.append(instruction)
        program.instructions[program.instructions.count - 1].end = Int32(program.instructions.count)
    }

    /// A message that is to contain ASCII text in any case: the scan for literals already knows.
    private mutating func interceptLiteral(_ instruction: inout Instruction, _ value: SigmaValue) {
        guard instruction.opcode == .contains, instruction.field == Int32(catalog.message.index),
            case .text(let text, cased: false) = value, text.parts.count == 3,
            case .literal(let bytes) = text.parts[1], bytes.count >= Gate.shortestLiteral,
            bytes.allSatisfy({ $0 < 0x80 })
        else { return }
        instruction.opcode = .messageContains
        instruction.literal = literals.intern(bytes)
    }

    private mutating func instruction(for value: SigmaValue) -> Instruction {
        switch value {
        case .text(let text, let cased): return compile(text, cased: cased)
        case .number(let number): return compile(number, .eq)
        case .comparison(let comparison, let number): return compile(number, comparison)
        case .boolean(let boolean): return Instruction(opcode: .boolean, first: boolean ? 1 : 0)
        case .null: return Instruction(opcode: .null)
        case .exists(let isPresent): return Instruction(opcode: isPresent ? .exists : .isMissing)
        case .regex(let regex): return compile(regex)
        case .network(let network):
            program.networks.append(network)
            return Instruction(opcode: .network, first: Int32(program.networks.count - 1))
        case .fieldReference(let reference): return compile(reference)
        case .timePart(let part, let comparison, let number):
            return Instruction(opcode: .timePart, comparison: comparison, part: part, second: Int32(number))
        case .oneOf: return Instruction(opcode: .any)  // Taken apart by `compile`.
        }
    }

    private mutating func compile(_ number: NumberLiteral, _ comparison: ComparisonOperator) -> Instruction {
        program.numbers.append(number)
        return Instruction(opcode: .number, comparison: comparison, first: Int32(program.numbers.count - 1))
    }

    private mutating func compile(_ reference: FieldReference) -> Instruction {
        let opcode: Opcode =
            switch (reference.anchoredAtStart, reference.anchoredAtEnd) {
            case (true, true): .equalsField
            case (true, false): .hasPrefixField
            case (false, true): .hasSuffixField
            case (false, false): .containsField
            }
        let field = catalog.intern(reference.field)
        return Instruction(opcode: opcode, isCased: reference.cased, first: Int32(field.index))
    }

    // MARK: - Text

    private mutating func compile(_ text: WildcardText, cased: Bool) -> Instruction {
        switch text.parts.count {
        case 0:
            return compile([], .equals, cased: cased)
        case 1:
            if case .literal(let bytes) = text.parts[0] { return compile(bytes, .equals, cased: cased) }
            if text.parts[0] == .anyRun { return Instruction(opcode: .isText) }
        case 2:
            if case .literal(let bytes) = text.parts[0], text.parts[1] == .anyRun {
                return compile(bytes, .hasPrefix, cased: cased)
            }
            if case .literal(let bytes) = text.parts[1], text.parts[0] == .anyRun {
                return compile(bytes, .hasSuffix, cased: cased)
            }
        case 3:
            if case .literal(let bytes) = text.parts[1], text.parts[0] == .anyRun, text.parts[2] == .anyRun {
                return compile(bytes, .contains, cased: cased)
            }
        default: break
        }
        return compile(RegexValue(source: Self.regex(for: text), options: cased ? [] : .caseless))
    }

    private mutating func compile(_ bytes: [UInt8], _ opcode: Opcode, cased: Bool) -> Instruction {
        let folded = cased ? bytes : Folding.fold(bytes)
        let start = program.bytes.count
        program.bytes += folded
        return Instruction(
            opcode: opcode, isCased: cased, needsFolding: !cased && Folding.hasVariantsBeyondASCII(folded),
            hasFoldingTarget: !cased
                && folded.contains { $0 == UInt8(ascii: "k") || $0 == UInt8(ascii: "s") },
            first: Int32(start), second: Int32(folded.count))
    }

    /// The pattern of a text with several wildcards. Each run up to the next literal is taken as short as
    /// possible and not tried again, which for `*` loses no match and keeps the work linear.
    private static func regex(for text: WildcardText) -> String {
        var pattern = "(?s)\\A"
        var isRunOpen = false
        for (index, part) in text.parts.enumerated() {
            switch part {
            case .anyRun:
                // The last run must reach the end, wherever the literal behind it occurs before.
                let isLast = !text.parts[(index + 1)...].contains(.anyRun)
                if isRunOpen { pattern += ")" }
                isRunOpen = !isLast
                pattern += isLast ? ".*" : "(?>.*?"
            case .anyOne: pattern += "."
            case .literal(let bytes): pattern += escape(bytes)
            }
        }
        return pattern + "\\z"
    }

    /// Everything but ASCII letters, digits and what is beyond ASCII is written with a backslash.
    private static func escape(_ bytes: [UInt8]) -> String {
        var result = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar.isASCII, scalar.value < 0x20 || scalar.value == 0x7F {
                result += "\\x{\(String(scalar.value, radix: 16))}"
                continue
            }
            if scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) {
                result += "\\"
            }
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    /// The parser has compiled rules' regular expressions before; a pattern that does not compile matches
    /// nothing.
    private mutating func compile(_ regex: RegexValue) -> Instruction {
        guard let pattern = try? Pattern(regex.source, options: regex.options) else {
            return Instruction(opcode: .any)
        }
        program.patterns.append(pattern)
        return Instruction(opcode: .pattern, first: Int32(program.patterns.count - 1))
    }
}
