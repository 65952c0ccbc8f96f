import Foundation

/// JSON as tests look at it: values that can be compared, and taken apart by name.
struct JSON: Equatable, CustomStringConvertible {
    let value: Any?

    init(_ value: Any?) {
        self.value = value
    }

    init(parsing text: String) throws {
        value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }

    subscript(key: String) -> JSON { JSON((value as? [String: Any])?[key]) }

    var array: [JSON] { (value as? [Any] ?? []).map { JSON($0) } }
    var string: String? { value as? String }
    var int: Int? { value as? Int }
    var strings: [String] { array.compactMap(\.string) }

    /// The same without members of these names, at any depth.
    func without(_ names: Set<String>) -> JSON {
        if let object = value as? [String: Any] {
            let kept = object.filter { !names.contains($0.key) }
            return JSON(kept.mapValues { JSON($0).without(names).value ?? NSNull() })
        }
        if let elements = value as? [Any] {
            return JSON(elements.map { JSON($0).without(names).value ?? NSNull() })
        }
        return self
    }

    static func == (left: JSON, right: JSON) -> Bool { left.description == right.description }

    /// Indented, with sorted keys.
    var description: String {
        guard let value,
            let data = try? JSONSerialization.data(
                withJSONObject: value, options: [.prettyPrinted, .sortedKeys, .fragmentsAllowed])
        else { return "nothing" }
        return String(decoding: data, as: UTF8.self)
    }
}
