// swift-tools-version: 6.1
import PackageDescription

// Tests draw from posteriors; unoptimised, that takes fifty times as long.
let optimisedInDebug: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "TradeTurnover",
  products: [
    .library(name: "TradeTurnover", targets: ["TradeTurnover"]),
    .executable(name: "turnover", targets: ["turnover"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
  ],
  targets: [
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),
    .target(name: "CBoostMath"),
    .target(name: "LinearAlgebra", dependencies: ["COpenBLAS"], swiftSettings: optimisedInDebug),
    .target(name: "Statistics", dependencies: ["LinearAlgebra", "CBoostMath"], swiftSettings: optimisedInDebug),
    .target(name: "TradeSeries"),
    .target(name: "CTabularText"),
    .target(name: "TabularText", dependencies: ["CTabularText"], swiftSettings: optimisedInDebug),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CPanelKernels"),
    .target(name: "CSamplingKernels", cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
    .target(name: "CForecastKernels", cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
    .target(name: "Panels", dependencies: ["TabularText", "CTabularText", "CZlib"], swiftSettings: optimisedInDebug),
    .target(
      name: "Ledger", dependencies: ["TradeSeries", "TabularText", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(
      name: "Adjustment", dependencies: ["TradeSeries", "Statistics", "LinearAlgebra", "CSamplingKernels"],
      swiftSettings: optimisedInDebug),
    .target(
      name: "Trends",
      dependencies: ["TradeSeries", "Statistics", "LinearAlgebra", "CPanelKernels", "CForecastKernels"],
      swiftSettings: optimisedInDebug),
    .target(name: "Assessment", dependencies: ["TradeSeries", "Adjustment", "Statistics"]),
    .target(
      name: "Reporting",
      dependencies: [
        "TradeSeries", "TabularText", "Adjustment", "Trends", "Assessment",
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      resources: [.embedInCode("Resources")]),
    .target(
      name: "TradeTurnover",
      dependencies: [
        "LinearAlgebra", "Statistics", "TradeSeries", "TabularText", "Panels", "Ledger", "Adjustment", "Trends",
        "Assessment", "Reporting",
      ]),
    .executableTarget(
      name: "turnover",
      dependencies: [
        "TradeTurnover", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),
    // Simulated ledgers and the tests of their ranks: for the test of sixty of them and for `make proof`, no product.
    .target(
      name: "Calibration", dependencies: ["Adjustment", "Statistics", "TradeSeries"], path: "Tests/Calibration",
      swiftSettings: optimisedInDebug),
    .executableTarget(name: "proof", dependencies: ["Calibration"], path: "Tests/Proof", exclude: ["pictures.gp"]),
    .target(name: "SeededRandom", path: "Tests/SeededRandom"),
    .testTarget(name: "CalibrationTests", dependencies: ["Calibration", "Statistics"]),
    .testTarget(name: "LinearAlgebraTests", dependencies: ["LinearAlgebra", "Statistics"]),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"]),
    .testTarget(name: "PanelsTests", dependencies: ["Panels", "TabularText", "SeededRandom"]),
    .testTarget(name: "TradeSeriesTests", dependencies: ["TradeSeries", "SeededRandom"]),
    .testTarget(name: "TabularTextTests", dependencies: ["TabularText", "CTabularText", "SeededRandom"]),
    .testTarget(
      name: "LedgerTests",
      dependencies: [
        "Ledger", "TradeSeries", "TabularText", "SeededRandom", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "AdjustmentTests",
      dependencies: [
        "Adjustment", "Assessment", "Ledger", "Statistics", "TradeSeries", "CSamplingKernels", "SeededRandom",
      ]),
    .testTarget(name: "TrendsTests", dependencies: ["Trends", "TradeSeries", "Statistics", "CPanelKernels"]),
    .testTarget(name: "AssessmentTests", dependencies: ["Assessment", "Adjustment", "TradeSeries"]),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting", "SeededRandom"]),
    .testTarget(
      name: "PipelineTests",
      dependencies: ["TradeTurnover", "Adjustment", "Ledger", "TradeSeries", "turnover"], exclude: ["Cases"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
