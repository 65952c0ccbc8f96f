import Model

/// The sightings that a row refers to: when, which entry, and the number of its kept record.
///
/// Where it stood is not kept: another run has other inputs. The number of its record takes the place of
/// `Sighting.place`: it is smaller than that of any input, so that of two sightings of one entry the stored one stays,
/// and copies of one entry with different contents are told apart.
enum StoredSightings {
    static func write(_ sightings: [Sighting], to writer: inout ByteWriter) {
        writer.number(sightings.count)
        for sighting in sightings {
            writer.word(UInt64(bitPattern: sighting.time))
            writer.word(sighting.identity)
            writer.number(sighting.handle << 1 | (sighting.isDetection ? 1 : 0))
        }
    }

    static func read(from reader: inout ByteReader) throws(ByteReader.Damaged) -> [Sighting] {
        var sightings: [Sighting] = []
        for _ in 0..<(try reader.count()) {
            let time = Int64(bitPattern: try reader.word())
            let identity = try reader.word()
            let handle = try reader.number()
            sightings.append(
                Sighting(
                    time: time, identity: identity, place: handle >> 1, handle: handle >> 1,
                    isDetection: handle & 1 == 1))
        }
        return sightings
    }
}
