// swift-tools-version: 6.2
import PackageDescription

// A package of its own: it runs the tool's release binary and shares no code with it, so that what it
// plants and what it counts cannot agree by sharing a mistake.
let package = Package(
    name: "crosstalk-benchmarks",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "crosstalk-bench", targets: ["crosstalk-bench"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
    ],
    targets: [
        .executableTarget(
            name: "crosstalk-bench",
            dependencies: [
                "Measurement", "Workload",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(name: "Measurement"),
        .target(name: "Workload"),
        .testTarget(name: "MeasurementTests", dependencies: ["Measurement"]),
        .testTarget(name: "WorkloadTests", dependencies: ["Workload"]),
    ],
    swiftLanguageModes: [.v6]
)
