// swift-tools-version: 6.2
import Foundation
import PackageDescription

// ISA-L inflates in less than half of zlib's time; zlib is what always works. CROSSTALK_ZLIB_ONLY leaves it out.
let hasISAL =
    Context.environment["CROSSTALK_ZLIB_ONLY"] == nil
    && ["/usr", "/usr/local", "/opt/homebrew"].contains {
        FileManager.default.fileExists(atPath: "\($0)/include/isa-l/igzip_lib.h")
    }

// Arrows go down only: a target lists every target it may import, and nothing else
// (Tests/ArchitectureTests holds the sources to it).
let package = Package(
    name: "crosstalk",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "crosstalk", targets: ["crosstalk"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .executableTarget(name: "crosstalk", dependencies: ["Commands"]),
        .target(
            name: "Commands",
            dependencies: [
                "BuiltinPatterns", "Incidents", "Input", "Model", "Pipeline", "Reports", "RuleTools", "Sigma",
                "Store", "Triage",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(
            name: "RuleTools",
            dependencies: [
                "Decoding", "Documents", "Extraction", "Matching", "Model", "Pipeline", "Sigma",
            ]),
        .target(
            name: "Pipeline",
            dependencies: [
                "CPrefetch", "Decoding", "Extraction", "Incidents", "Input", "Matching", "Model", "Sigma",
                "Store", .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(name: "Input", dependencies: ["CByteMask", "CZlib", "Model"] + (hasISAL ? ["CISAL"] : [])),
        .target(name: "Decoding", dependencies: ["CSimdJSON", "Model"]),
        .target(name: "Extraction", dependencies: ["Matching", "Model", "Documents"]),
        .target(name: "Sigma", dependencies: ["CPrefetch", "Matching", "Model", "Documents"]),
        .target(name: "Incidents", dependencies: ["Model"]),
        .target(name: "Triage", dependencies: ["Decoding", "Documents", "Model"]),
        .target(name: "Store", dependencies: ["Model", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(name: "Reports", dependencies: ["Model"]),
        .target(name: "Documents", dependencies: ["Model", "Yams"]),
        .target(name: "Matching", dependencies: ["CPCRE2", "Model"]),
        .target(name: "Model"),
        .target(name: "CPrefetch"),

        // Data of Patterns/, embedded so that the binary runs anywhere on its own. The link to it below the
        // target makes SwiftPM notice when documents come or go.
        .target(
            name: "BuiltinPatterns", dependencies: ["Model"], exclude: ["Patterns"],
            plugins: ["EmbedPatternsPlugin"]),
        .executableTarget(name: "EmbedPatterns", dependencies: ["Documents", "Model"]),
        .plugin(name: "EmbedPatternsPlugin", capability: .buildTool(), dependencies: ["EmbedPatterns"]),

        // Instructions that Swift has no words for: functions of a few lines, all in a header.
        .target(name: "CByteMask"),

        // C libraries of the system.
        .systemLibrary(
            name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"]), .brew(["isa-l"])]),
        .systemLibrary(
            name: "CSimdJSONLibrary", pkgConfig: "simdjson",
            providers: [.apt(["libsimdjson-dev"]), .brew(["simdjson"])]),
        .target(
            name: "CSimdJSON", dependencies: ["CSimdJSONLibrary"],
            cxxSettings: [.define("SIMDJSON_THREADS_ENABLED", to: "1")]),

        // What several test targets use.
        .target(name: "TestSupport", dependencies: ["CZlib"], path: "Tests/TestSupport"),
        .target(
            name: "StoreTestSupport", dependencies: ["Input", "Model", "Pipeline", "Store"],
            path: "Tests/StoreTestSupport"),
        .testTarget(name: "ArchitectureTests"),
        .testTarget(
            name: "CommandTests",
            dependencies: ["crosstalk", "Model", "Reports", "StoreTestSupport", "TestSupport"],
            exclude: [
                "Browser/browser.py", "Browser/chromium.py", "Browser/markdown_reader.py", "Store/kill.c",
            ]),
        .testTarget(name: "DecodingTests", dependencies: ["Decoding", "Model", "TestSupport"]),
        .testTarget(
            name: "DocumentsTests", dependencies: ["BuiltinPatterns", "Documents", "Model", "TestSupport"]),
        .testTarget(
            name: "ExtractionTests",
            dependencies: [
                "BuiltinPatterns", "Decoding", "Documents", "Extraction", "Matching", "Model", "TestSupport",
            ]),
        .testTarget(name: "IncidentsTests", dependencies: ["Incidents", "Model", "TestSupport"]),
        .testTarget(name: "InputTests", dependencies: ["Input", "Model", "TestSupport"]),
        .testTarget(name: "MatchingTests", dependencies: ["Matching", "Model", "TestSupport"]),
        .testTarget(name: "ModelTests", dependencies: ["Model"]),
        .testTarget(
            name: "OracleTests", dependencies: ["Matching", "Model", "Sigma", "TestSupport"],
            exclude: ["oracle.py"]),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "BuiltinPatterns", "Documents", "Extraction", "Input", "Matching", "Model", "Pipeline",
                "RuleTools", "Sigma", "Store", "StoreTestSupport", "TestSupport",
            ],
            exclude: ["Benign/entries.ndjson", "Benign/messages.tsv", "Templates/templates.yml"]),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Model", "Reports", "TestSupport", .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .testTarget(
            name: "RuleToolsTests",
            dependencies: [
                "BuiltinPatterns", "Documents", "Extraction", "Model", "Pipeline", "RuleTools", "Sigma",
            ]),
        .testTarget(
            name: "SigmaTests", dependencies: ["Documents", "Matching", "Model", "Sigma", "TestSupport"]),
        .testTarget(name: "TriageTests", dependencies: ["Model", "Reports", "TestSupport", "Triage"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
