// swift-tools-version: 6.1
import PackageDescription

// Micro-benchmarks of the kernels. A package of its own, so that whoever uses TradeTurnover fetches no benchmark tool.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v14)],
  dependencies: [
    .package(name: "TradeTurnover", path: ".."),
    // Without its traits: the interposers that they switch on are packages that are not to be had everywhere.
    // CAllocations counts allocations instead.
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    .target(name: "CAllocations", path: "CAllocations"),
    .executableTarget(
      name: "Kernels",
      dependencies: [
        "CAllocations", .product(name: "TradeTurnover", package: "TradeTurnover"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/Kernels", plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    // The core of the panel fit beside NumPy, see peers/compare_core.py.
    .executableTarget(
      name: "core", dependencies: [.product(name: "TradeTurnover", package: "TradeTurnover")], path: "Core"),
    // The forecasts of a panel beside statsforecast's, both in memory, see peers/forecasts.py.
    .executableTarget(
      name: "forecasts", dependencies: [.product(name: "TradeTurnover", package: "TradeTurnover")], path: "Forecasts"),
  ],
  swiftLanguageModes: [.v6]
)
