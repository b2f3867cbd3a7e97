import Foundation
import SeededRandom

/// Small ledgers whose truth is drawn from the model's own beliefs and stated in its words.
struct RandomLedgers {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  /// Two to six statements on one or two linked series.
  mutating func next() -> [String] {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return flow("exports", level: firstLevel(), count: Int.random(in: 2...5, using: &generator))
    case 1: return trade()
    case 2:
      let whole = firstLevel()
      return flow("exports", level: whole, count: 2)
        + flow("BY-MI/TR/exports", level: whole + log(Double.random(in: 0.1...0.6, using: &generator)), count: 2)
    default: return stock()
    }
  }

  /// Statements on one flow of 2019 to 2022, perhaps on the first months of 2023.
  private mutating func flow(_ series: String, level: Double, count: Int) -> [String] {
    let path = path(from: level)
    return (0..<count).map { number in
      let year = Int.random(in: 0..<path.count, using: &generator)
      let isGrowth = number > 0 && year > 0 && Bool.random(using: &generator)
      if isGrowth { return "\(series) \(2019 + year) growth \(ratio(path[year] - path[year - 1]))" }
      if number == 1, Bool.random(using: &generator) {
        let months = Int.random(in: 2...10, using: &generator)
        let share = log(Double(months) / 12) + 0.1 * normal()
        return "\(series) 2023-01/2023-\(months < 10 ? "0" : "")\(months) level \(amount(path[4] + share)) USD"
      }
      return "\(series) \(2019 + year) level \(amount(path[year])) USD"
    }
  }

  /// A turnover, its exports and perhaps a growth of one of them.
  private mutating func trade() -> [String] {
    let exports = path(from: firstLevel())
    let imports = path(from: exports[0] + normal())
    let sums = zip(exports, imports).map { log(exp($0) + exp($1)) }
    let year = Int.random(in: 1..<4, using: &generator)
    var lines = [
      "turnover \(2019 + year) level \(amount(sums[year])) USD",
      "exports \(2019 + year) level \(amount(exports[year])) USD",
    ]
    if Bool.random(using: &generator) {
      lines.append("turnover \(2019 + year) growth \(ratio(sums[year] - sums[year - 1]))")
    }
    if Bool.random(using: &generator) {
      lines.append("imports \(2019 + year) growth \(ratio(imports[year] - imports[year - 1]))")
    }
    return lines
  }

  private mutating func stock() -> [String] {
    let level = log(Double.random(in: 20...500, using: &generator))
    let later = level + 0.12 + 0.2 * normal()
    return [
      "BY/CN/residents//Park 2019-12-31 stock \(count(level)) 1",
      "BY/CN/residents//Park 2021-06-30 stock \(count(later)) 1",
    ]
  }

  private mutating func firstLevel() -> Double { log(Double.random(in: 1e7...5e9, using: &generator)) }

  private mutating func path(from level: Double) -> [Double] {
    let volatility = min(max(0.24 * pow(exp(level) / 1e9, -0.2), 0.1), 0.6)
    let drift = 0.06 + 0.06 * normal()
    var path = [level]
    for _ in 0..<4 { path.append(path[path.count - 1] + drift + volatility * normal()) }
    return path
  }

  /// A level in some words that are true of it.
  private mutating func amount(_ log: Double) -> String {
    let (millions, slack) = (exp(log) / 1e6, abs(normal()))
    return switch Int.random(in: 0..<7, using: &generator) {
    case 0: "\(digits(millions)) million"
    case 1: "about \(digits(millions * exp(0.04 * normal()))) million"
    case 2: "over \(digits(millions * exp(-0.06 * slack))) million"
    case 3: "almost \(digits(millions * exp(0.04 * slack))) million"
    case 4: "at least \(digits(millions * exp(-0.12 * slack))) million"
    case 5: "up to \(digits(millions * exp(0.12 * slack))) million"
    default: "\(digits(millions * 0.85))..\(digits(millions * 1.2)) million"
    }
  }

  private mutating func ratio(_ log: Double) -> String {
    let (ratio, slack) = (exp(log), abs(normal()))
    return switch Int.random(in: 0..<3, using: &generator) {
    case 0: "x\(digits(ratio))"
    case 1: "over x\(digits(ratio * exp(-0.06 * slack)))"
    default: "almost x\(digits(ratio * exp(0.04 * slack)))"
    }
  }

  private mutating func count(_ log: Double) -> String {
    let words = ["", "about ", "over "]
    return (words.randomElement(using: &generator) ?? "") + "\(Int(exp(log).rounded()))"
  }

  /// Three significant digits.
  private func digits(_ value: Double) -> String {
    String(format: value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f", value)
  }

  /// Box and Muller's method.
  private mutating func normal() -> Double {
    let radius = (-2 * log(Double.random(in: Double.leastNonzeroMagnitude..<1, using: &generator))).squareRoot()
    return radius * cos(2 * Double.pi * Double.random(in: 0..<1, using: &generator))
  }
}
