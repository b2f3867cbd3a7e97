import Foundation
import Testing

@testable import Trends

/// The series and the reference values of `Tests/Reference/trends`.
enum ReferenceCases {
  struct Value: Sendable, CustomStringConvertible {
    let (caseName, model, quantity, tool): (String, String, String, String)
    let value: Double

    var description: String { "\(caseName) \(model) \(quantity)" }

    /// Our value, and −log₁₀ of its relative error, at most 16.
    func comparison() throws -> (value: Double, digits: Double) {
      let outcomes = try #require(ReferenceCases.outcomes[caseName])
      let fit = try #require(outcomes.first { $0.model.rawValue == model }).result.get()
      let found = try #require(fit.quantity(quantity), "\(self) is not given")
      let error = abs(found - value) / (value == 0 ? 1 : abs(value))
      return (found, error == 0 ? 16 : min(16, -log10(error)))
    }
  }

  static let series: [String: [YearlySeries.Observation]] = Dictionary(
    uniqueKeysWithValues: rows("cases.csv").map { row in
      let years = row[1].split(separator: " ").compactMap { Int($0) }
      let values = row[2].split(separator: " ").compactMap { Double($0) }
      return (row[0], zip(years, values).map { YearlySeries.Observation(year: $0, value: $1) })
    })

  static let values = (rows("python.csv") + rows("r.csv")).compactMap { row in
    Double(row[3]).map {
      Value(caseName: row[0], model: row[1], quantity: row[2], tool: row[4], value: $0)
    }
  }

  /// Each case by all models, with the draws that the script of the tables makes.
  static let outcomes = series.mapValues { observations in
    TrendComparison().outcomes(observations) { series in
      guard let ratios = try? series.logarithms().ratios else { return nil }
      return YearlyDraws(
        logarithms: ratios.indices.map { i in
          (1...64).map { k in
            ratios[i] + 0.1 * sin(2 * .pi * 0.7548776662466927 * Double(k) * Double(i + 1)) + 0.05 * cos(Double(k))
          }
        })
    }
  }

  private static func rows(_ name: String) -> [[String]] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = (try? String(contentsOf: root.appending(path: "Reference/trends/\(name)"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
  }
}

extension TrendFit {
  /// A quantity by its name in the reference tables.
  func quantity(_ name: String) -> Double? {
    switch name {
    case "growth": estimate.growth
    case "se": estimate.standardError
    case "lo80": estimate.interval80?.lowerBound
    case "hi80": estimate.interval80?.upperBound
    case "lo95": estimate.interval95?.lowerBound
    case "hi95": estimate.interval95?.upperBound
    case "r2": estimate.rSquared
    case "sigma": estimate.sigma
    case "p_value": estimate.pValue
    case "path_trend": path.last?.trend
    case "path_mean": path.last?.mean
    case "path_lo80": path.last?.interval80?.lowerBound
    case "path_hi80": path.last?.interval80?.upperBound
    case "rho":
      estimate.notes.lazy.compactMap { if case .autocorrelation(let rho, _) = $0 { rho } else { nil } }.first
    default: nil
    }
  }
}
