import Model

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An IP address of version 4 or 6 as 128 bits; version 4 in the upper 32.
struct IPAddress: Hashable, Sendable {
    let high: UInt64
    let low: UInt64
    let isVersion4: Bool

    /// Longest text of an address (RFC 4291, with an embedded IPv4 address).
    private static let longest = 45

    /// Reads a whole value; nil if it is no address.
    init?(_ bytes: Bytes) {
        guard (2...Self.longest).contains(bytes.count), !bytes.contains(0) else { return nil }
        let isVersion4 = !bytes.contains(0x3A)
        var words: (UInt64, UInt64) = (0, 0)
        let isRead = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Self.longest + 1) { buffer in
            for (index, byte) in bytes.enumerated() { buffer[index] = CChar(bitPattern: byte) }
            buffer[bytes.count] = 0
            guard let base = buffer.baseAddress else { return false }
            return withUnsafeMutableBytes(of: &words) {
                inet_pton(isVersion4 ? AF_INET : AF_INET6, base, $0.baseAddress) == 1
            }
        }
        guard isRead else { return nil }
        high = UInt64(bigEndian: words.0)
        low = UInt64(bigEndian: words.1)
        self.isVersion4 = isVersion4
    }

    init?(_ text: some StringProtocol) {
        var copy = String(text)
        guard let address = copy.withUTF8({ IPAddress($0) }) else { return nil }
        self = address
    }
}

/// A network in CIDR notation, such as `10.0.0.0/8` or `2001:db8::/32`. A bare address is a network of one.
struct IPNetwork: Hashable, Sendable {
    let address: IPAddress
    let prefix: Int

    enum Problem: Error {
        case notANetwork
        /// Bits behind the prefix are set, as in `10.0.0.1/8`.
        case hostBits
    }

    init(_ text: String) throws(Problem) {
        let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(halves[0]) else { throw .notANetwork }
        let longest = address.isVersion4 ? 32 : 128
        var prefix = longest
        if halves.count == 2 {
            guard halves[1].utf8.allSatisfy({ $0 &- 0x30 < 10 }), let given = Int(halves[1]), given <= longest
            else { throw .notANetwork }
            prefix = given
        }
        self.address = address
        self.prefix = prefix
        guard address.high & ~mask.high == 0, address.low & ~mask.low == 0 else { throw .hostBits }
    }

    private var mask: (high: UInt64, low: UInt64) {
        (
            prefix >= 64 ? .max : ~(UInt64.max >> UInt64(prefix)),
            prefix >= 128 ? .max : prefix <= 64 ? 0 : ~(UInt64.max >> UInt64(prefix - 64))
        )
    }

    func contains(_ other: IPAddress) -> Bool {
        let mask = mask
        return other.isVersion4 == address.isVersion4 && other.high & mask.high == address.high
            && other.low & mask.low == address.low
    }
}
