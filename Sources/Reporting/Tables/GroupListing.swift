import Foundation
import TradeSeries
import Trends

/// Results on groups of series that are parts of a whole, as their verbs print them.
public struct GroupListing: Sendable {
  /// The table for machines.
  public let resultTable: ResultTable
  let terminalTable: TerminalTable

  /// As text that ends in a line feed; `color` has no effect on CSV and JSON.
  public func render(as format: TableFormat, color: Bool = false, width: Int = 80) -> String {
    switch format {
    case .csv: resultTable.csv
    case .json: resultTable.json
    case .table: terminalTable.render(width: width, color: color)
    }
  }

  private static func ends(_ quantity: PooledQuantity, _ transform: (Double) -> Double = { $0 }) -> [ResultTable.Cell] {
    [
      quantity.interval80.lowerBound, quantity.interval80.upperBound, quantity.interval95.lowerBound,
      quantity.interval95.upperBound,
    ].map { .optional(transform($0).isFinite ? transform($0) : nil) }
  }

  private static let intervalColumns: [ResultTable.Column] = [
    .init("lo80", .number, "lower end of the 80 % interval"), .init("hi80", .number, "upper end of the 80 % interval"),
    .init("lo95", .number, "lower end of the 95 % interval"), .init("hi95", .number, "upper end of the 95 % interval"),
  ]

  private static func interval(
    _ range: ClosedRange<Double>, _ text: (Double) -> String
  ) -> String { "\(text(range.lowerBound)) … \(text(range.upperBound))" }

  /// Growth divided among parts.
  public init(_ divisions: [GrowthDivision], ledger: StatementLedger) {
    let names = LedgerNames(ledger)
    func lines(_ division: GrowthDivision) -> [(role: String, part: GrowthDivision.Part)] {
      division.parts.map { ("part", $0) } + [division.rest.map { ("rest", $0) }].compactMap { $0 }
        + [("whole", division.whole)]
    }
    resultTable = ResultTable(
      columns: ResultTable.keyColumns + [
        .init("role", .string, "part, rest or whole", allowedValues: ["part", "rest", "whole"]),
        .init("whole", .string, "key of the whole"), .init("first", .integer, "first year"),
        .init("last", .integer, "last year"),
        .init("share_first", .number, "mean share of the whole in the first year"),
        .init("share_last", .number, "mean share of the whole in the last year"),
        .init("contribution", .number, "mean contribution to the logarithm of the whole's growth"),
        .init("sd", .number, "standard deviation of the contribution"),
      ] + Self.intervalColumns + [.init("unit", .string, "unit")],
      rows: divisions.flatMap { division in
        lines(division).map { role, part in
          part.series.fields.map(ResultTable.Cell.text)
            + [
              .text(role), .text(division.whole.series.description), .integer(division.from), .integer(division.to),
              .number(part.shareBefore), .number(part.shareAfter), .number(part.contribution.value),
              .number(part.contribution.deviation),
            ] + Self.ends(part.contribution) + [.text(division.unit.code)]
        }
      })
    let style = NumberWords.terminal
    terminalTable = TerminalTable(
      columns: [
        .text("part", flexible: true), .number("share"), .number("log points"), .number("80 % interval"),
      ],
      sections: divisions.map { division in
        TerminalTable.Section(
          heading: "\(names.series(division.whole.series)), \(division.from)–\(division.to)",
          rows: lines(division).map { role, part in
            [
              role == "part" ? names.series(part.series) : role,
              role == "whole" ? "" : "\(style.probability(part.shareBefore)) → \(style.probability(part.shareAfter))",
              style.signed(100 * part.contribution.value, decimals: 1),
              Self.interval(part.contribution.interval80) { style.signed(100 * $0, decimals: 1) },
            ]
          })
      })
  }

  /// Concentration by year.
  public init(_ points: [ConcentrationPoint], ledger: StatementLedger) {
    let names = LedgerNames(ledger)
    resultTable = ResultTable(
      columns: ResultTable.keyColumns + [
        .init("period", .integer, "year"), .init("n", .integer, "number of parts"),
        .init("herfindahl", .number, "mean of the sum of squared shares"),
      ] + Self.intervalColumns + [
        .init("normalised", .number, "mean of (H - 1/n)/(1 - 1/n)"),
        .init("effective_number", .number, "mean of 1/H"), .init("unit", .string, "unit"),
      ],
      rows: points.map { point in
        point.series.fields.map(ResultTable.Cell.text)
          + [.integer(point.year), .integer(point.count), .number(point.herfindahl.value)]
          + Self.ends(point.herfindahl)
          + [.number(point.normalised), .number(point.effectiveNumber), .text(point.unit.code)]
      })
    let style = NumberWords.terminal
    terminalTable = TerminalTable(
      columns: [
        .text("year"), .number("parts"), .number("Herfindahl"), .number("80 % interval"), .number("normalised"),
        .number("as many as"),
      ],
      sections: points.chunked(by: { $0.series == $1.series && $0.unit == $1.unit }).map { group in
        TerminalTable.Section(
          heading: "\(names.series(group[0].series)) (\(group[0].unit.code))",
          rows: group.map { point in
            [
              "\(point.year)", "\(point.count)", style.fixed(point.herfindahl.value, decimals: 3),
              Self.interval(point.herfindahl.interval80) { style.fixed($0, decimals: 3) },
              style.fixed(point.normalised, decimals: 3), style.fixed(point.effectiveNumber, decimals: 2),
            ]
          })
      })
  }

  /// Growth pooled.
  public init(_ pooled: [PooledSeries], ledger: StatementLedger) {
    let names = LedgerNames(ledger)
    typealias Line = (role: String, series: SeriesKey, method: String, growth: PooledQuantity)
    func lines(_ group: PooledSeries) -> [Line] {
      guard let growth = try? group.result.get() else { return [] }
      var lines: [Line] = [
        ("mean", group.group, "empirical_bayes", growth.empiricalBayes.mean),
        ("mean", group.group, "hierarchical", growth.hierarchical.mean),
      ]
      if let swamy = growth.swamyMean { lines.append(("mean", group.group, "swamy", swamy)) }
      for (place, member) in group.members.enumerated() {
        lines.append(("member", member, "empirical_bayes", growth.empiricalBayes.units[place]))
        lines.append(("member", member, "hierarchical", growth.hierarchical.units[place]))
      }
      return lines
    }
    resultTable = ResultTable(
      columns: ResultTable.keyColumns + [
        .init("role", .string, "mean of the group, or a member", allowedValues: ["mean", "member"]),
        .init("method", .string, "how it is pooled", allowedValues: ["empirical_bayes", "hierarchical", "swamy"]),
        .init("group", .string, "key of the whole"), .init("n", .integer, "number of members"),
        .init("growth", .number, "pooled growth as a fraction a year"),
        .init("se", .number, "its standard error"),
      ] + Self.intervalColumns + [
        .init("tau", .number, "standard deviation of log growth between members"),
        .init("sigma", .number, "deviation of a year from its trend, log units"), .init("unit", .string, "unit"),
      ],
      rows: pooled.flatMap { group in
        lines(group).map { line in
          let growth = try? group.result.get()
          let tau: Double? =
            switch line.method {
            case "hierarchical": growth?.hierarchical.deviationBetween
            case "swamy": growth?.swamy?.covarianceBetween[0, 0].squareRoot()
            default: growth?.empiricalBayes.varianceBetween.squareRoot()
            }
          return line.series.fields.map(ResultTable.Cell.text)
            + [
              .text(line.role), .text(line.method), .text(group.group.description), .integer(group.members.count),
              .number(expm1(line.growth.value)), .number(line.growth.deviation * exp(line.growth.value)),
            ] + Self.ends(line.growth) { expm1($0) }
            + [.optional(tau), .optional(growth?.sigma), .text(group.unit.code)]
        }
      })
    let style = NumberWords.terminal
    terminalTable = TerminalTable(
      columns: [.text("series", flexible: true), .text("method"), .number("growth/yr"), .number("80 % interval")],
      sections: pooled.map { group in
        var heading = "\(names.series(group.group)): \(group.members.count) series"
        if case .failure(let error) = group.result { heading += "; " + error.words }
        return TerminalTable.Section(
          heading: heading,
          rows: lines(group).map { line in
            [
              line.role == "mean" ? "all" : names.series(line.series), line.method,
              style.growth(expm1(line.growth.value)),
              Self.interval(line.growth.interval80) { expm1($0).isFinite ? style.growth(expm1($0)) : "∞" },
            ]
          })
      })
  }
}

extension Array {
  /// Runs of elements of which each belongs with the one before.
  fileprivate func chunked(by belong: (Element, Element) -> Bool) -> [[Element]] {
    reduce(into: []) { runs, element in
      if let last = runs.last?.last, belong(last, element) {
        runs[runs.count - 1].append(element)
      } else {
        runs.append([element])
      }
    }
  }
}

extension PoolingError {
  /// For people.
  var words: String {
    switch self {
    case .tooFewUnits(let count, let required): "\(count) series, \(required) needed"
    case .unusableUnit(let place): "series \(place + 1) has no growth with a finite error"
    case .noDegreesOfFreedom: "no series has three years, so nothing tells growth from chance"
    case .noVariance: "every series meets its trend to rounding, so nothing weighs them"
    case .numerical: "rounding errors would decide the answer"
    }
  }
}
