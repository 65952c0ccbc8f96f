#if canImport(CISAL)
    import CISAL

    /// Inflates with ISA-L, in less than half of zlib's time.
    final class IgzipInflater: Inflater {
        private let state: UnsafeMutablePointer<inflate_state>
        private var failure: String?

        init() {
            state = .allocate(capacity: 1)
            isal_inflate_init(state)
            state.pointee.crc_flag = UInt32(ISAL_GZIP)
        }

        /// Goes on where another one stood.
        fileprivate init(_ snapshot: IgzipSnapshot) {
            state = .allocate(capacity: 1)
            UnsafeMutableRawBufferPointer(start: state, count: MemoryLayout<inflate_state>.size)
                .copyBytes(from: snapshot.bytes)
        }

        deinit {
            state.deallocate()
        }

        func inflate(
            _ input: inout UnsafeMutableRawBufferPointer, into output: inout UnsafeMutableRawBufferPointer
        ) -> InflateStep {
            if let failure { return drain(into: &output, then: failure) }
            let (given, room) = (min(input.count, Int(Int32.max)), min(output.count, Int(Int32.max)))
            state.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
            state.pointee.avail_in = UInt32(given)
            state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
            state.pointee.avail_out = UInt32(room)
            let code = isal_inflate(state)
            output.advance(by: room - Int(state.pointee.avail_out))
            guard code >= 0 else {
                // Where it stands in the input means nothing now: it may have read from a buffer of its own.
                let reason =
                    code == ISAL_INCORRECT_CHECKSUM
                    ? "the gzip data is damaged: wrong checksum" : "the gzip data is damaged"
                failure = reason
                return drain(into: &output, then: reason)
            }
            input.advance(by: given - Int(state.pointee.avail_in))
            return state.pointee.block_state == ISAL_BLOCK_FINISH ? .memberEnd : .more
        }

        /// Gives what was inflated before a damage, then the reason.
        private func drain(into output: inout UnsafeMutableRawBufferPointer, then reason: String)
            -> InflateStep
        {
            guard let start = output.baseAddress else { return .more }
            let count = crosstalk_isal_drain(state, start, output.count)
            output.advance(by: count)
            return output.isEmpty ? .more : .failed(reason)
        }

        func reset() {
            isal_inflate_reset(state)
            state.pointee.crc_flag = UInt32(ISAL_GZIP)
        }

        var snapshot: (any InflaterSnapshot)? {
            guard failure == nil else { return nil }
            let used = crosstalk_isal_used_bytes(state)
            return IgzipSnapshot(bytes: Array(UnsafeRawBufferPointer(start: state, count: used)))
        }
    }

    /// The state of ISA-L as plain bytes: nothing in it points anywhere but to the buffers of a call, which each
    /// call brings with it.
    private struct IgzipSnapshot: InflaterSnapshot {
        /// Those of the state that are used; behind them stands room for more output.
        let bytes: [UInt8]

        func makeInflater() -> (any Inflater)? { IgzipInflater(self) }
    }
#endif
