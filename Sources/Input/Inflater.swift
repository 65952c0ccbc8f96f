/// How far a call of an inflater has come.
enum InflateStep: Equatable {
    /// The output is full, or the input is used up.
    case more
    /// The member has ended and its checksum is right; the rest of the input belongs to what follows.
    case memberEnd
    /// Nothing more comes out of this member; what came before is good. The reason has no full stop.
    case failed(String)
}

/// Inflates members of gzip (RFC 1952), one after the other.
protocol Inflater: AnyObject {
    /// Inflates from the front of `input` to the front of `output`, and moves both behind what it has used. It
    /// may keep some of either to itself: where a call uses nothing and gives nothing, it needs more input.
    func inflate(
        _ input: inout UnsafeMutableRawBufferPointer, into output: inout UnsafeMutableRawBufferPointer
    )
        -> InflateStep

    /// To be called before the next member.
    func reset()

    /// Where it stands now; nil where that cannot be kept.
    var snapshot: (any InflaterSnapshot)? { get }
}

/// A place inside gzip data from which an inflater can go on, any number of times.
protocol InflaterSnapshot: Sendable {
    /// An inflater that stands where the other one stood; nil where there is no memory for it.
    func makeInflater() -> (any Inflater)?
}

/// The libraries that inflate, the fastest first.
enum InflateLibrary: CaseIterable {
    #if canImport(CISAL)
        case isal
    #endif
    case zlib

    static var fastest: InflateLibrary { allCases[0] }

    func makeInflater() -> any Inflater {
        switch self {
        #if canImport(CISAL)
            case .isal: IgzipInflater()
        #endif
        case .zlib: ZlibInflater()
        }
    }
}

extension UnsafeMutableRawBufferPointer {
    /// The buffer without its first `count` bytes.
    mutating func advance(by count: Int) {
        self = UnsafeMutableRawBufferPointer(rebasing: self[count...])
    }
}
