import BuiltinPatterns
import Documents
import Matching
import Model
import TestSupport
import Testing

@testable import Extraction

/// All that is shipped: trying patterns where their seeds stand finds what searching whole messages finds.
@Suite struct SeedPropertyTests {
    private struct Shipped {
        let plan: ExtractionPlan
        let literals: LiteralCatalog
        /// The same patterns, each compiled to be searched for.
        let patterns: [Pattern]
        /// Texts to build messages from.
        let pieces: [[UInt8]]

        init() throws {
            let files = BuiltinPatterns.documents.filter { $0.path.contains("extract/") }
                .map { PatternFile(path: $0.path, text: $0.text) }
            var catalog = FieldCatalog()
            var literals = LiteralCatalog()
            plan = try ExtractionSource(files, catalog: &catalog).compile(
                catalog: catalog, literals: &literals)
            self.literals = literals
            patterns = try plan.patterns.map { try Pattern($0.pattern.source, options: .duplicateNames) }
            let documents = files.flatMap {
                ExtractionDocument.parse($0, list: DiagnosticList(path: $0.path))
            }
            let samples = documents.flatMap(\.patterns).flatMap(\.samples).map { Array($0.text.utf8) }
            let seeds = plan.patterns.compactMap { MatchSeeds.of($0.pattern.source) }.flatMap(\.seeds)
            pieces = samples + seeds.map(\.literal)
        }

        /// A message of pieces, some of them cut, in capitals or between bytes that are no text.
        func message(_ generator: inout SeededGenerator) -> [UInt8] {
            let glue = ["", "", " ", "=", "'", "\\\"", ": ", "x", "_", "é", "\u{17F}", "\u{212A}", "\n", "1"]
            var result: [UInt8] = []
            for _ in 0..<(1 + generator.below(5)) {
                var piece = generator.pick(pieces)
                if generator.below(3) == 0 {
                    let start = generator.below(piece.count)
                    piece = Array(piece[start..<(start + generator.below(piece.count - start + 1))])
                }
                if generator.below(8) == 0 { piece = piece.map { $0 &- 0x61 < 26 ? $0 & 0xDF : $0 } }
                if generator.below(20) == 0 { piece.insert(0xFF, at: generator.below(piece.count + 1)) }
                if generator.below(20) == 0 { piece.append(0xC3) }
                result += piece + Array(generator.pick(glue).utf8)
            }
            return result
        }
    }

    @Test func seedsFindWhatASearchFinds() throws {
        let shipped = try Shipped()
        #expect(shipped.plan.patterns.filter(\.isAnchored).count > shipped.patterns.count / 2)
        let bench = Bench(shipped)
        var generator = SeededGenerator()
        let seed = generator.seed
        for _ in 0..<400 {
            let message = shipped.message(&generator)
            message.withUnsafeBufferPointer { bytes in
                let (seeded, searched) = (bench.seeded(bytes), bench.searched(bytes))
                #expect(seeded == searched, "in '\(bytes.text)', seed \(seed)")
                #expect(bench.values(bytes) == bench.allValues(bytes), "in '\(bytes.text)', seed \(seed)")
            }
        }
    }

    /// Finds in both ways; a match is written as the pattern's place and its groups.
    private final class Bench {
        private let shipped: Shipped
        private let scanner: LiteralScanner
        private let hits: LiteralHits
        private let queue: SeedQueue
        private let scratch = PatternScratch()
        private let table: FieldTable
        private let patterns: MessagePatterns

        init(_ shipped: Shipped) {
            self.shipped = shipped
            scanner = LiteralScanner(shipped.literals)
            hits = LiteralHits(literalCount: shipped.literals.count)
            queue = SeedQueue(shipped.plan.seeds)
            table = FieldTable(fieldCount: shipped.plan.catalog.fields.count)
            patterns = MessagePatterns(shipped.plan, values: ValueSink(shipped.plan), profile: nil)
        }

        func searched(_ message: Bytes) -> [String] {
            shipped.patterns.indices.flatMap { search($0, shipped.patterns[$0], message) }
        }

        func seeded(_ message: Bytes) -> [String] {
            scanner.scan(message, into: hits)
            queue.fill(from: message, hits: hits)
            var found: [String] = []
            var last = (pattern: -1, end: 0)
            for item in (0..<queue.count).map({ queue[$0] }) {
                let candidate = shipped.plan.patterns[item.pattern]
                guard candidate.isAnchored else {
                    if item.pattern != last.pattern {
                        found += search(item.pattern, candidate.pattern, message)
                    }
                    last = (item.pattern, 0)
                    continue
                }
                if item.pattern != last.pattern { last = (item.pattern, 0) }
                guard item.start >= last.end else { continue }
                last.end = item.start + 1
                guard
                    case .match = candidate.pattern.firstMatch(
                        in: message, from: item.start, scratch: scratch)
                else { continue }
                last.end = max(last.end, scratch.range(0)?.upperBound ?? 0)
                found.append(describe(item.pattern))
            }
            return found
        }

        private func search(_ index: Int, _ pattern: Pattern, _ message: Bytes) -> [String] {
            var found: [String] = []
            var start = 0
            while start <= message.count,
                case .match = pattern.firstMatch(in: message, from: start, scratch: scratch),
                let whole = scratch.range(0)
            {
                found.append(describe(index))
                start = max(whole.upperBound, whole.lowerBound + 1)
            }
            return found
        }

        private func describe(_ index: Int) -> String {
            let groups = shipped.plan.patterns[index].captures.map { scratch.range($0.group) }
            return "\(shipped.plan.patternPlace(index)) \(String(describing: scratch.range(0))) \(groups)"
        }

        func values(_ message: Bytes) -> [String] {
            scanner.scan(message, into: hits)
            table.reset()
            patterns.run(on: message, hits: hits, table)
            return tableValues
        }

        func allValues(_ message: Bytes) -> [String] {
            table.reset()
            patterns.runAll(on: message, table)
            return tableValues
        }

        private var tableValues: [String] {
            shipped.plan.catalog.fields.indices.flatMap { index in
                table.values(of: FieldID(index: index)).map { "\(index)=\($0.bytes.text)" }
            }
        }
    }
}
