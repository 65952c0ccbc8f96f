import Model

/// Collects the values at the wanted places of an entry from simdjson's tape.
struct TapeWalk {
    let paths: EntryPaths.View
    let arena: TextArena

    /// Adds what stands at `place`, and below it.
    func walk(_ value: JSONValue, place: Int, into list: inout ValueList) {
        if paths.isWanted(place) { add(value, place: place, into: &list) }
        guard paths.hasChildren(place) else { return }
        if value.isObject {
            walkMembers(of: value, place: place, into: &list)
        } else if value.isArray {
            for element in value.elements where element.isObject {
                walkMembers(of: element, place: place, into: &list)
            }
        }
    }

    private func walkMembers(of object: JSONValue, place: Int, into list: inout ValueList) {
        for (key, member) in object.members {
            let child = paths.child(of: place, key: key)
            if child >= 0 { walk(member, place: child, into: &list) }
        }
    }

    /// Adds a JSON value, each element of an array by itself.
    private func add(_ value: JSONValue, place: Int, into list: inout ValueList) {
        switch value.kind {
        case .string: list.append(FieldValue(kind: .string, bytes: value.stringBytes), at: place)
        case .integer:
            let number = Int64(bitPattern: value.numberBits)
            let digits = arena.digits(of: number.magnitude, isNegative: number < 0)
            list.append(FieldValue(kind: .number, bytes: digits), at: place)
        case .unsigned:
            let digits = arena.digits(of: value.numberBits, isNegative: false)
            list.append(FieldValue(kind: .number, bytes: digits), at: place)
        case .double:
            let digits = arena.digits(of: Double(bitPattern: value.numberBits))
            list.append(FieldValue(kind: .number, bytes: digits), at: place)
        case .yes: list.append(FieldValue(.boolean, "true"), at: place)
        case .no: list.append(FieldValue(.boolean, "false"), at: place)
        case .null: list.append(FieldValue(.null, ""), at: place)
        case .object: list.append(FieldValue(.object, ""), at: place)
        case .array: for element in value.elements { add(element, place: place, into: &list) }
        }
    }
}
