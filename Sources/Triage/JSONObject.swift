import Model

/// What a report should not hold, and where.
struct ReportProblem: Error {
    /// Such as `incidents[3].level`; empty for the document as a whole.
    let member: String
    let problem: String

    /// JSON of somebody else.
    static let foreign = ReportProblem(member: "", problem: "this is JSON, but no report of crosstalk")
}

/// An object of a report, read member by member. Members that nobody asks for are passed over: later versions of
/// the tool add some.
struct JSONObject {
    private let value: JSONValue
    /// Where it stands, for messages: `incidents[3]`.
    let place: String

    init(_ value: JSONValue, place: String) throws {
        guard value.isObject else {
            throw place.isEmpty
                ? ReportProblem.foreign : ReportProblem(member: place, problem: "is no object")
        }
        self.value = value
        self.place = place
    }

    /// Text; throws where it is missing or something else.
    func string(_ key: StaticString) throws -> String {
        guard let text = try optionalString(key) else { throw problem(key, "is missing") }
        return text
    }

    /// Text; nil where it is missing or null.
    func optionalString(_ key: StaticString) throws -> String? {
        try present(key).map { value in
            guard let bytes = value.string else { throw problem(key, "is no text") }
            return bytes.text
        }
    }

    /// A whole number of 0 or more; nil where it is missing or null.
    func optionalCount(_ key: StaticString) throws -> Int? {
        try present(key).map { value in
            guard let number = value.integer, number >= 0 else { throw problem(key, "is no count") }
            return Int(number)
        }
    }

    /// A whole number of 0 or more; 0 where it is missing.
    func count(_ key: StaticString) throws -> Int { try optionalCount(key) ?? 0 }

    /// A point of time; nil where it is missing or null.
    func timestamp(_ key: StaticString) throws -> Timestamp? {
        try present(key).map { value in
            guard let time = value.string.flatMap({ Timestamp(rfc3339: $0) }) else {
                throw problem(key, "is no time")
            }
            return time
        }
    }

    /// Text that `make` knows; throws where it is missing or unknown.
    func named<Value>(_ key: StaticString, _ make: (String) -> Value?) throws -> Value {
        let text = try string(key)
        guard let value = make(text) else { throw problem(key, "is '\(text)', which is not known") }
        return value
    }

    /// A list of texts; empty where it is missing.
    func strings(_ key: StaticString) throws -> [String] {
        try present(key).map { try texts($0, key) } ?? []
    }

    /// Lists of texts by name; empty where they are missing.
    func lists(_ key: StaticString) throws -> [String: [String]] {
        guard let value = present(key) else { return [:] }
        guard value.isObject else { throw problem(key, "is no object") }
        var result: [String: [String]] = [:]
        for (name, list) in value.members { result[name.text] = try texts(list, key) }
        return result
    }

    /// An object; throws where it is missing or something else.
    func object(_ key: StaticString) throws -> JSONObject {
        guard let value = present(key) else { throw problem(key, "is missing") }
        return try JSONObject(value, place: path(key))
    }

    /// An object; nil where it is missing or null.
    func optionalObject(_ key: StaticString) throws -> JSONObject? {
        try present(key).map { try JSONObject($0, place: path(key)) }
    }

    /// What `read` makes of a list of objects; nothing where the list is missing.
    func optionalObjects<Element>(
        _ key: StaticString, _ read: (JSONObject) throws -> Element
    ) throws -> [Element] {
        present(key) == nil ? [] : try objects(key, read)
    }

    /// What `read` makes of a list of objects; throws where the list is missing.
    func objects<Element>(_ key: StaticString, _ read: (JSONObject) throws -> Element) throws -> [Element] {
        guard let value = present(key) else { throw problem(key, "is missing") }
        guard value.isArray else { throw problem(key, "is no list") }
        return try value.elements.enumerated().map { index, element in
            try read(JSONObject(element, place: "\(path(key))[\(index)]"))
        }
    }

    /// `true` or `false`; nil where it is missing or null.
    func optionalBoolean(_ key: StaticString) throws -> Bool? {
        try present(key).map { value in
            guard value.kind == .yes || value.kind == .no else { throw problem(key, "is no boolean") }
            return value.kind == .yes
        }
    }

    /// Whether there is such a member, and it is not null.
    func has(_ key: StaticString) -> Bool { present(key) != nil }

    private func texts(_ value: JSONValue, _ key: StaticString) throws -> [String] {
        guard value.isArray else { throw problem(key, "is no list") }
        return try value.elements.map { element in
            guard let bytes = element.string else { throw problem(key, "holds something that is no text") }
            return bytes.text
        }
    }

    private func present(_ key: StaticString) -> JSONValue? {
        value.member(key).flatMap { $0.isNull ? nil : $0 }
    }

    /// Says what is wrong with a member.
    func problem(_ key: StaticString, _ problem: String) -> ReportProblem {
        ReportProblem(member: path(key), problem: problem)
    }

    private func path(_ key: StaticString) -> String { place.isEmpty ? "\(key)" : "\(place).\(key)" }
}
