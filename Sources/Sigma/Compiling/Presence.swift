import Model

/// What the mere presence of fields says about a detection.
///
/// Of the message nothing is said: whether it holds a text is known without the field.
struct Presence {
    typealias Fields = Set<FieldID>

    /// Fields without any of which the detection matches no entry.
    let needs: Fields
    /// With all of `needs` there, it matches every entry that has none of these; nil where only its tests can say.
    let settledWithout: Fields?

    /// Numbers the fields that are not yet.
    init(of expression: SearchExpression, catalog: inout FieldCatalog) {
        var reader = Reader(catalog: catalog)
        needs = reader.needs(of: expression)
        let proof = reader.proof(of: expression)
        settledWithout = proof.flatMap { [needs] in $0.present.isSubset(of: needs) ? $0.absent : nil }
        catalog = reader.catalog
    }

    /// What has to be there, and what must not, for something to be certain.
    private struct Proof {
        var present: Fields = []
        var absent: Fields = []
    }

    private struct Reader {
        var catalog: FieldCatalog

        mutating func needs(of expression: SearchExpression) -> Fields {
            switch expression {
            case .all(let parts): return parts.reduce(into: []) { $0.formUnion(needs(of: $1)) }
            case .any(let parts):
                guard let first = parts.first else { return [] }
                return parts.dropFirst().reduce(needs(of: first)) { $0.intersection(needs(of: $1)) }
            case .named(_, let part): return needs(of: part)
            case .not, .test(nil, _): return []
            case .test(let field?, .oneOf(let forms)):
                return needs(of: .any(forms.map { .test(field: field, $0) }))
            case .test(_, .null), .test(_, .exists(false)): return []
            case .test(let field?, .exists(true)): return [catalog.intern(field)]
            case .test(let field?, _): return tested(field).map { [$0] } ?? []
            }
        }

        /// What makes an expression true; nil where there is nothing of the kind.
        mutating func proof(of expression: SearchExpression) -> Proof? {
            switch expression {
            case .all(let parts): return allOf(parts.map { proof(of: $0) })
            case .any(let parts): return leastOf(parts.map { proof(of: $0) })
            case .not(let part): return refutation(of: part)
            case .named(_, let part): return proof(of: part)
            case .test(let field?, .exists(true)): return Proof(present: [catalog.intern(field)])
            case .test(let field?, .exists(false)), .test(let field?, .null):
                return Proof(absent: [catalog.intern(field)])
            case .test: return nil
            }
        }

        /// What makes an expression false: a missing field fails every test.
        mutating func refutation(of expression: SearchExpression) -> Proof? {
            switch expression {
            case .all(let parts): return leastOf(parts.map { refutation(of: $0) })
            case .any(let parts): return allOf(parts.map { refutation(of: $0) })
            case .not(let part): return proof(of: part)
            case .named(_, let part): return refutation(of: part)
            case .test(nil, _), .test(_, .null): return nil
            case .test(let field?, .oneOf(let forms)):
                return refutation(of: .any(forms.map { .test(field: field, $0) }))
            case .test(let field?, .exists(false)): return Proof(present: [catalog.intern(field)])
            case .test(let field?, .exists(true)): return Proof(absent: [catalog.intern(field)])
            case .test(let field?, _): return tested(field).map { Proof(absent: [$0]) }
            }
        }

        /// The field of a test of its values.
        private mutating func tested(_ field: String) -> FieldID? {
            let id = catalog.intern(field)
            return id == catalog.message ? nil : id
        }

        private func allOf(_ proofs: [Proof?]) -> Proof? {
            proofs.reduce(Proof()) { sum, next in
                guard let sum, let next else { return nil }
                return Proof(
                    present: sum.present.union(next.present), absent: sum.absent.union(next.absent))
            }
        }

        /// Any will do; the one that asks for the least is met most often.
        private func leastOf(_ proofs: [Proof?]) -> Proof? {
            proofs.compactMap { $0 }.min {
                ($0.present.count, $0.absent.count) < ($1.present.count, $1.absent.count)
            }
        }
    }
}
