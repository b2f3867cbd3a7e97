import Foundation
import Testing
import TradeTurnover

@testable import Adjustment

/// A case solved as far as its expectations ask: the draws are made only when one needs them.
final class CaseRun {
  private let ledger: StatementLedger
  private let asOf: CalendarDate
  private let horizon: Int
  private var solvedModes: CaseModes?
  private var solvedContents: ReportContents?

  init(_ textCase: TextCase) throws {
    ledger = try textCase.ledger()
    asOf = try CalendarDate(parsing: textCase.asOf)
    horizon = textCase.horizon
  }

  /// Checks one expectation, and records an issue when it does not hold.
  func check(_ expectation: String) throws {
    let words = expectation.split(separator: " ").map(String.init)
    let subject = try #require(words.first)
    if subject.contains("/") {
      try checkSeries(Self.key(subject), Array(words.dropFirst()), expectation)
    } else if ledger.targets.contains(where: { $0.id == subject }) {
      try checkTarget(subject, Array(words.dropFirst()), expectation)
    } else {
      try checkStatement(subject, Array(words.dropFirst()), expectation)
    }
  }

  private func checkSeries(_ key: SeriesKey, _ words: [String], _ expectation: String) throws {
    if words == ["not", "identified"] {
      let own = try contents().figures.filter { $0.series == key }
      #expect(!own.isEmpty && own.allSatisfy { $0.status == .notIdentified }, "\(expectation)")
      return
    }
    let words = try Words(words, of: expectation)
    let found: Double?
    switch (words.place, words.property) {
    case ("drift", "mode"): found = try modes().drift(of: key)
    case (let place, "mode") where place.hasPrefix("bias:"):
      found = try modes().bias(of: String(place.dropFirst(5)), on: key)
    case (let place, "mode"): found = try modes().mode(of: key, at: ReferencePeriod(parsing: place))
    case (let place, "sd"): found = try modes().deviation(of: key, at: ReferencePeriod(parsing: place))
    case (let place, "status"):
      #expect(try figure(key, place).status.rawValue == words.value, "\(expectation)")
      return
    case (let place, "median"): found = try figure(key, place).summary?.median
    case (let place, "q10"): found = try figure(key, place).summary?.interval80.lowerBound
    case (let place, "q90"): found = try figure(key, place).summary?.interval80.upperBound
    default: throw TextCase.Unreadable(description: expectation)
    }
    try words.compare(found)
  }

  private func checkStatement(_ id: String, _ words: [String], _ expectation: String) throws {
    let analysis = try modes().analysis()
    let conflict = analysis.conflicts.first { $0.residual.statement == id }
    if words == ["no", "conflict"] {
      #expect(conflict == nil, "\(expectation)")
    } else if words.first == "conflict" {
      #expect(conflict?.against == Array(words.dropFirst()), "\(expectation)")
    } else {
      let residual = try #require(analysis.residuals.first { $0.statement == id }, "\(expectation)")
      let words = try Words([""] + words, of: expectation)
      switch words.property {
      case "residual": try words.compare(residual.residual)
      case "redundancy": try words.compare(residual.redundancy)
      case "z": try words.compare(residual.z)
      default: throw TextCase.Unreadable(description: expectation)
      }
    }
  }

  private func checkTarget(_ id: String, _ words: [String], _ expectation: String) throws {
    let assessment = try #require(try contents().assessments.first { $0.target.id == id })
    if words.first == "verdict" {
      let verdict = words.dropFirst().joined(separator: " ")
      #expect(assessment.verdict.description == verdict, "\(expectation)")
      return
    }
    if words.first == "passage" {
      let passage = try #require(assessment.firstPassage, "\(expectation)")
      let years = [passage.low80, passage.median, passage.high80].map { $0.map(String.init) ?? "" }
      #expect(years.joined(separator: "..") == words.last, "\(expectation)")
      return
    }
    if words.starts(with: ["no", "path"]) {
      #expect(!assessment.path.contains { String($0.year) == words.last }, "\(expectation)")
      return
    }
    if words.first == "path" {
      let words = try Words([""] + words.dropFirst(), of: expectation)
      try words.compare(assessment.path.first { String($0.year) == words.property }?.probability)
      return
    }
    let words = try Words([""] + words, of: expectation)
    switch words.property {
    case "trend": try words.compare(assessment.trendGrowth)
    case "ratio": try words.compare(assessment.growthRatio)
    case "probability": try words.compare(assessment.probability)
    case "required": try words.compare(assessment.requiredGrowth)
    default: throw TextCase.Unreadable(description: expectation)
    }
  }

  private func figure(_ key: SeriesKey, _ period: String) throws -> AdjustedFigure {
    let period = try ReferencePeriod(parsing: period)
    return try #require(try contents().figures.first { $0.series == key && $0.period == period })
  }

  private func modes() throws -> CaseModes {
    if let solvedModes { return solvedModes }
    let solved = try CaseModes(ledger, asOf: asOf, horizon: horizon)
    solvedModes = solved
    return solved
  }

  private func contents() throws -> ReportContents {
    if let solvedContents { return solvedContents }
    let solved = try TradeAnalysis(asOf: asOf, horizon: horizon).run(ledger, title: "")
    solvedContents = solved
    return solved
  }

  private static func key(_ text: String) -> SeriesKey {
    var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    while parts.count < 5 { parts.append("") }
    return SeriesKey(reporter: parts[0], partner: parts[1], indicator: parts[2], product: parts[3], entity: parts[4])
  }
}

/// `place property value [within tolerance]`.
private struct Words {
  let expectation: String
  let place: String
  let property: String
  let value: String
  private let tolerance: String?

  init(_ words: [String], of expectation: String) throws {
    guard words.count == 3 || words.count == 5 && words[3] == "within" else {
      throw TextCase.Unreadable(description: expectation)
    }
    (place, property, value, self.expectation) = (words[0], words[1], words[2], expectation)
    tolerance = words.count == 5 ? words[4] : nil
  }

  /// Within the tolerance, else to half a unit of the last digit printed.
  func compare(_ found: Double?) throws {
    let found = try #require(found, "\(expectation): nothing found")
    let expected = try #require(Double(value), "\(expectation)")
    let allowed: Double
    switch tolerance {
    case let percent? where percent.hasSuffix("%"):
      allowed = abs(expected) * (try #require(Double(percent.dropLast()))) / 100
    case let absolute?: allowed = try #require(Double(absolute))
    case nil: allowed = halfUnit
    }
    #expect(abs(found - expected) <= allowed, "\(expectation): found \(found)")
  }

  private var halfUnit: Double {
    let parts = value.lowercased().split(separator: "e")
    let decimals = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
    return 0.5 * pow(10, (parts.count > 1 ? Double(parts[1]) ?? 0 : 0) - Double(decimals))
  }
}
