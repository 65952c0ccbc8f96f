import Model

/// Simple case folding (Unicode CaseFolding.txt, status C and S): one scalar to one, so that `İ` and `ß` stay
/// what they are, while U+212A (Kelvin) is `k` and U+017F (long s) is `s`.
enum Folding {
    /// A text with every scalar folded.
    static func fold(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.map { UnsafeBufferPointer<UInt8>.foldASCII($0) } }
        var result = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars { result.append(fold(scalar)) }
        return Array(String(result).utf8)
    }

    /// The scalar that stands for all that differ from it in case only.
    static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII { return Unicode.Scalar(UnsafeBufferPointer<UInt8>.foldASCII(UInt8(scalar.value))) }
        // U+0130 and U+0131 fold in Turkic languages only (status T), though they have case mappings.
        if scalar.value == 0x130 || scalar.value == 0x131 { return scalar }
        return lower(upper(scalar))
    }

    private static func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        single(scalar.properties.uppercaseMapping) ?? scalar
    }

    private static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        single(scalar.properties.lowercaseMapping) ?? scalar
    }

    private static func single(_ mapping: String) -> Unicode.Scalar? {
        let scalars = mapping.unicodeScalars
        return scalars.count == 1 ? scalars.first : nil
    }

    /// Whether a folded text has characters beyond ASCII that differ in case from others.
    static func hasVariantsBeyondASCII(_ bytes: [UInt8]) -> Bool {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return false }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { scalar in
            !scalar.isASCII
                && (scalar.properties.changesWhenCaseMapped || scalar.properties.changesWhenCaseFolded)
        }
    }

    /// Whether the bytes hold U+017F or U+212A, the characters beyond ASCII that fold to ASCII letters.
    static func hasASCIIVariants(_ bytes: Bytes) -> Bool {
        for index in 0..<bytes.count where bytes[index] >= 0x80 {
            if bytes[index] == 0xC5, index + 1 < bytes.count, bytes[index + 1] == 0xBF { return true }
            if bytes[index] == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x84,
                bytes[index + 2] == 0xAA
            {
                return true
            }
        }
        return false
    }
}

/// Room for the folded form of a value. The slow path of comparisons: most values are ASCII and need none.
final class FoldBuffer {
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity = 256

    init() {
        storage = .allocate(capacity: capacity)
    }

    deinit {
        storage.deallocate()
    }

    /// The folded form; valid until the next call.
    func fold(_ bytes: Bytes) -> Bytes {
        // Folding makes a scalar longer by half at most (U+023A, two bytes, to U+2C65, three), and a byte that
        // is no UTF-8 becomes U+FFFD, three bytes.
        if bytes.count * 3 > capacity { grow(to: bytes.count * 3) }
        var count = 0
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): append(Folding.fold(scalar), &count)
            case .error: append("\u{FFFD}", &count)
            case .emptyInput: return Bytes(start: storage, count: count)
            }
        }
    }

    private func append(_ scalar: Unicode.Scalar, _ count: inout Int) {
        for byte in UTF8.encode(scalar).unsafelyUnwrapped {
            storage[count] = byte
            count += 1
        }
    }

    private func grow(to size: Int) {
        storage.deallocate()
        capacity = size
        storage = .allocate(capacity: size)
    }
}
