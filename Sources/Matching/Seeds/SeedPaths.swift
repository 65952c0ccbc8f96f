/// Follows the ways in which a part of a pattern can begin to match.
struct SeedPaths {
    /// Whether sets hold nothing that the pattern does not take, so that "not one of them" can be relied on.
    let trustsSets: Bool

    private static let limit = 16
    /// Literals of this length are rare enough not to be told apart further.
    private static let longEnough = 6

    /// The paths through a node; nil where there are too many.
    func paths(through node: RegexNode) -> [SeedPath]? {
        extend([SeedPath()], by: node)?.map(\.resolved)
    }

    private func extend(_ paths: [SeedPath], by node: RegexNode) -> [SeedPath]? {
        let open = paths.filter(\.isOpen)
        let rest = paths.filter { !$0.isOpen }
        guard !rest.isEmpty else { return paths }
        guard let longer = extendAll(rest, by: node), open.count + longer.count <= Self.limit else {
            return nil
        }
        return open + longer
    }

    private func extendAll(_ paths: [SeedPath], by node: RegexNode) -> [SeedPath]? {
        switch node {
        case .empty: return paths
        case .wordBoundary: return paths.map { path in change(path) { $0.addBoundary() } }
        case .subjectStart:
            return paths.map { path in
                change(path) { $0.constrain(path.length - 1, to: ScalarSet(), allowsEdge: true) }
            }
        case .one(let set): return paths.map { path in change(path) { $0.take(set) } }
        case .sequence(let parts): return extend(paths, bySequence: parts[...])
        case .alternatives(let parts):
            var result: [SeedPath] = []
            for part in parts {
                guard let longer = extend(paths, by: part), result.count + longer.count <= Self.limit else {
                    return nil
                }
                result += longer
            }
            return result
        case .repeated(let repetition): return extend(paths, by: repetition)
        case .look(let inner, let look): return paths.flatMap { constrain($0, by: inner, look) }
        }
    }

    private func change(_ path: SeedPath, _ body: (inout SeedPath) -> Void) -> SeedPath {
        var result = path
        body(&result)
        return result
    }

    private func extend(_ paths: [SeedPath], bySequence parts: ArraySlice<RegexNode>) -> [SeedPath] {
        var paths = paths
        for index in parts.indices {
            guard let longer = extend(paths, by: parts[index]) else {
                return close(paths, before: parts[index...])
            }
            let splits = longer.count > paths.count
            if splits, paths.allSatisfy({ $0.isOpen || $0.literal.bytes.count >= Self.longEnough }) {
                return close(paths, before: parts[index...])
            }
            paths = longer
        }
        return paths
    }

    /// Ends the paths with what the next character can be.
    private func close(_ paths: [SeedPath], before rest: ArraySlice<RegexNode>) -> [SeedPath] {
        let rest = RegexNode.sequence(Array(rest))
        return paths.map { path in
            guard !path.isOpen else { return path }
            return change(path) {
                if !rest.canBeEmpty { $0.constrain(path.length, to: rest.first, allowsEdge: false) }
                $0.open()
            }
        }
    }

    private func extend(_ paths: [SeedPath], by repetition: RegexRepeat) -> [SeedPath]? {
        var paths = paths
        for _ in 0..<min(repetition.minimum, Self.limit) {
            guard let longer = extend(paths, by: repetition.body) else { return nil }
            paths = longer
        }
        if repetition.maximum == repetition.minimum, repetition.minimum <= Self.limit { return paths }
        if repetition.minimum == 0, repetition.maximum == 1 {
            guard let longer = extend(paths, by: repetition.body) else { return nil }
            return longer + paths
        }
        return paths.map { path in change(path) { $0.open() } }
    }

    // MARK: - Lookarounds

    /// What a lookaround says of the bytes around the end of a path: one path for each way to look.
    private func constrain(_ path: SeedPath, by inner: RegexNode, _ look: RegexLook) -> [SeedPath] {
        switch look {
        case .ahead: return constrain(path, ahead: inner)
        case .behind: return constrain(path, behind: inner)
        case .notAhead, .notBehind:
            guard trustsSets, let banned = single(inner) else { return [path] }
            let offset = look == .notAhead ? path.length : path.length - 1
            return [change(path) { $0.constrain(offset, to: banned.inverted, allowsEdge: true) }]
        }
    }

    private func constrain(_ path: SeedPath, ahead inner: RegexNode) -> [SeedPath] {
        let ways = extend([SeedPath()], by: inner) ?? [SeedPath()]
        return ways.map { way in
            change(path) {
                $0.constrain(by: way, shift: path.length)
                if !inner.canBeEmpty { $0.constrain(path.length, to: inner.first, allowsEdge: false) }
            }
        }
    }

    private func constrain(_ path: SeedPath, behind inner: RegexNode) -> [SeedPath] {
        if case .one(let set) = inner {
            return [change(path) { $0.constrain(path.length - 1, to: set, allowsEdge: false) }]
        }
        guard let ways = extend([SeedPath()], by: inner), ways.allSatisfy({ !$0.isOpen }) else {
            return [path]
        }
        return ways.map { way in
            change(path) { $0.constrain(by: way, shift: path.length - way.length) }
        }
    }

    /// The characters that a lookaround of one character looks for, of several alternatives those that are one.
    private func single(_ node: RegexNode) -> ScalarSet? {
        switch node {
        case .one(let set): return set
        case .alternatives(let parts):
            return parts.compactMap { single($0) }.reduce(nil) { ($0 ?? ScalarSet()).union($1) }
        default: return nil
        }
    }
}
