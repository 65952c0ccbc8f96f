import Model

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A number of a rule, or of a field: integers exactly, everything else as a double.
struct NumberLiteral: Hashable, Sendable, Comparable {
    /// Meaningful if `isInteger`.
    let integer: Int64
    let double: Double
    let isInteger: Bool

    init(_ integer: Int) {
        self.integer = Int64(integer)
        double = Double(integer)
        isInteger = true
    }

    init(_ double: Double) {
        integer = 0
        self.double = double
        isInteger = false
    }

    /// Reads a whole value as JSON writes numbers, a `+` and leading zeros allowed; nil if it is none.
    init?(_ bytes: Bytes) {
        guard let first = bytes.first, first &- 0x30 < 10 || first == 0x2D || first == 0x2B || first == 0x2E
        else { return nil }
        if let integer = Self.integer(bytes) {
            self.init(Int(integer))
        } else if let double = Self.double(bytes) {
            self.init(double)
        } else {
            return nil
        }
    }

    static func == (left: NumberLiteral, right: NumberLiteral) -> Bool {
        left.isInteger && right.isInteger ? left.integer == right.integer : left.double == right.double
    }

    static func < (left: NumberLiteral, right: NumberLiteral) -> Bool {
        left.isInteger && right.isInteger ? left.integer < right.integer : left.double < right.double
    }

    func hash(into hasher: inout Hasher) { hasher.combine(double) }

    private static func integer(_ bytes: Bytes) -> Int64? {
        let isSigned = bytes[0] == 0x2D || bytes[0] == 0x2B
        guard bytes.count > (isSigned ? 1 : 0) else { return nil }
        var value: Int64 = 0
        for index in (isSigned ? 1 : 0)..<bytes.count {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else { return nil }
            // Built below zero, where the range is larger by one.
            let (product, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowsToo) = product.subtractingReportingOverflow(Int64(digit))
            guard !overflows, !overflowsToo else { return nil }
            value = sum
        }
        if bytes[0] == 0x2D { return value }
        return value == .min ? nil : -value
    }

    /// Longer texts are no numbers that anyone compares.
    private static let longest = 63

    private static func double(_ bytes: Bytes) -> Double? {
        guard bytes.count <= longest else { return nil }
        for byte in bytes {
            let isKnown =
                byte &- 0x30 < 10 || byte == 0x2D || byte == 0x2B || byte == 0x2E || byte | 0x20 == 0x65
            guard isKnown else { return nil }
        }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: longest + 1) { buffer in
            for (index, byte) in bytes.enumerated() { buffer[index] = CChar(bitPattern: byte) }
            buffer[bytes.count] = 0
            guard let base = buffer.baseAddress else { return nil }
            var end: UnsafeMutablePointer<CChar>?
            let value = strtod(base, &end)
            return end == base + bytes.count ? value : nil
        }
    }
}
