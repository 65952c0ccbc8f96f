/// A target and all that its sources may import.
struct Layer: Sendable, CustomStringConvertible {
    let target: String
    /// Targets of this package; each has a row further down, so arrows go down only.
    let targets: [String]
    /// Libraries from outside, and modules of the system.
    let libraries: [String]

    var description: String { target }

    init(_ target: String, _ targets: [String] = [], _ libraries: [String] = []) {
        self.target = target
        self.targets = targets
        self.libraries = libraries
    }
}

enum Layers {
    /// The C library under the name that each system gives it.
    private static let c = ["Darwin", "Glibc", "Musl"]

    /// From the top down. Threads, clocks and files are the affair of Commands, Pipeline and Input; what lies
    /// below computes, and gets its values from above. Where it has the C library, it is for searching
    /// memory and for reading numbers and addresses.
    static let all = [
        Layer("crosstalk", ["Commands"]),
        Layer(
            "Commands",
            [
                "BuiltinPatterns", "Incidents", "Input", "Model", "Pipeline", "Reports", "RuleTools", "Sigma",
                "Store", "Triage",
            ],
            c + ["ArgumentParser", "Dispatch", "Synchronization"]),
        Layer(
            "RuleTools",
            ["Decoding", "Documents", "Extraction", "Matching", "Model", "Pipeline", "Sigma"]),
        Layer(
            "Pipeline",
            [
                "CPrefetch", "Decoding", "Extraction", "Incidents", "Input", "Matching", "Model", "Sigma",
                "Store",
            ],
            c + ["Crypto", "Dispatch", "Synchronization"]),
        Layer("Triage", ["Decoding", "Documents", "Model"]),
        Layer("Input", ["CByteMask", "CISAL", "CZlib", "Model"], c + ["Synchronization"]),
        Layer("Decoding", ["CSimdJSON", "Model"], c),
        Layer("Extraction", ["Documents", "Matching", "Model"]),
        Layer("Sigma", ["CPrefetch", "Documents", "Matching", "Model"], c),
        Layer("Incidents", ["Model"], ["DequeModule"]),
        Layer("Store", ["Model"], c + ["Foundation", "GRDB"]),
        Layer("Reports", ["Model"]),
        // Both run while the package is built; neither is part of the tool.
        Layer("EmbedPatternsPlugin", ["EmbedPatterns"], ["Foundation", "PackagePlugin"]),
        Layer("EmbedPatterns", ["Documents", "Model"], ["Foundation"]),
        Layer("Documents", ["Model"], ["Yams"]),
        Layer("Matching", ["CPCRE2", "Model"], c + ["Synchronization"]),
        Layer("BuiltinPatterns", ["Model"]),
        Layer("Model"),
        Layer("CPrefetch"),
        Layer("CPCRE2"),
        Layer("CByteMask"),
        Layer("CISAL"),
        Layer("CZlib"),
        Layer("CSimdJSON", ["CSimdJSONLibrary"]),
        Layer("CSimdJSONLibrary"),
    ]

    static func layer(of target: String) -> Layer? {
        all.first { $0.target == target }
    }

    /// What one target alone may import, so that it can be replaced in one place.
    static let wrapped = [
        "ArgumentParser", "CISAL", "CPCRE2", "CSimdJSON", "CSimdJSONLibrary", "CZlib", "Crypto",
        "DequeModule", "GRDB",
        "Yams",
    ]
}
