import Documents
import Model

/// What one file of `Patterns/extract/` says, before it is compiled.
struct ExtractionDocument {
    /// A canonical field, and where in an entry its values sit.
    struct Field {
        var name: String
        var kind: FieldKind
        /// JSON paths as lists of keys.
        var paths: [[String]]
        /// Removed from the front of each value.
        var strip: Pattern.Source?
        /// Whether a message that names several different values names none: who acted cannot be told then.
        var isSole = false
        /// Values that match are no ids of this field.
        var implausible: [Pattern.Source] = []
    }

    /// A pattern for the message, with named groups for fields.
    struct Rule {
        var pattern: Pattern.Source
        /// Whether what it finds counts only for fields that nothing else has given a value.
        var isWeak = false
        var samples: [Sample]
    }

    /// A text, and all that the pattern must find in it.
    struct Sample {
        var text: String
        var fields: [String: [String]]
        var place: Place
    }

    /// Two fields of users, where the data of the one's values went, or could have gone, to the other's.
    struct Flow {
        var from: FieldName
        var to: FieldName
    }

    /// The name of a field where it is used.
    struct FieldName {
        var text: String
        var place: Place
    }

    /// Where something stands, for diagnostics.
    struct Place {
        var path: String
        var line: Int
        var column: Int
    }

    enum Pattern {
        struct Source {
            var text: String
            var place: Place
            /// The text in its document.
            var node: DocumentNode?

            /// The place of a character of the text, as far as it can be told.
            func place(ofCharacter offset: Int) -> Place {
                guard let mark = node?.mark(ofCharacter: offset) else { return place }
                return Place(path: place.path, line: mark.line, column: mark.column)
            }
        }
    }

    /// Pieces of patterns by name, for all documents: `%{name}` in a pattern stands for `(?:piece)`.
    var shapes: [(name: String, piece: Pattern.Source)] = []
    var fields: [Field] = []
    var patterns: [Rule] = []
    /// Which way data took, by the roles that users have in an entry.
    var flows: [Flow] = []
    /// Field name, or `any` → values that mean nobody.
    var placeholders: [String: [String]] = [:]
    var damaged: [Pattern.Source] = []
    /// Values that match are no ids, whatever stands before them: names of types, of variables …
    var implausible: [Pattern.Source] = []
    var cut: [Pattern.Source] = []
    /// Other names under which rules may ask for fields and paths.
    var spellings: [FieldSpellings.Spelling] = []
}
