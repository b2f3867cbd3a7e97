import Calibration
import Foundation

/// The files of a calibration study.
struct CalibrationReport {
  private let study: CalibrationStudy
  private let rows: [Row]
  /// Probability of the band that all ranks of one kind stay inside.
  private static let coverage = 0.95
  /// Probability below which the smallest of all tests' is held against the engine, divided among them.
  private static let significance = 0.05

  private struct Row {
    let kind: SimulatedQuantity.Kind
    let uniformity: RankUniformity
    let envelope: UniformEnvelope
    let statistic: Double
    let probability: Double
    let escapeCount: Int
    /// Whether the ranks also leave the band that all kinds together stay inside.
    let leavesJointBand: Bool
  }

  init(_ study: CalibrationStudy) {
    self.study = study
    let kinds = SimulatedQuantity.Kind.allCases
    rows = kinds.map { kind in
      let uniformity = study.uniformity(of: kind)
      let (count, cells) = (uniformity.ranks.count, CalibrationStudy.drawCount + 1)
      let envelope = UniformEnvelope(count: count, cells: cells, probability: Self.coverage)
      let joint = UniformEnvelope(
        count: count, cells: cells, probability: 1 - Self.significance / Double(2 * kinds.count))
      let chiSquared = uniformity.chiSquared(bins: CalibrationStudy.binCount)
      return Row(
        kind: kind, uniformity: uniformity, envelope: envelope, statistic: chiSquared.statistic,
        probability: chiSquared.probability, escapeCount: uniformity.escapes(from: envelope).count,
        leavesJointBand: !uniformity.escapes(from: joint).isEmpty)
    }
  }

  /// Whether no test speaks against uniform ranks, Bonferroni's correction for their number made.
  var isUniform: Bool {
    let least = Self.significance / Double(2 * rows.count)
    return rows.allSatisfy { $0.probability >= least && !$0.leavesJointBand }
  }

  /// Names and contents.
  var files: [(name: String, text: String)] {
    [("ranks.csv", ranks), ("bands.csv", bands), ("histograms.csv", histograms), ("README.md", page)]
  }

  /// The table of the page.
  var summary: String {
    let lines = rows.map { row in
      let inside = row.escapeCount == 0 ? "inside" : "outside at \(row.escapeCount) of \(CalibrationStudy.drawCount)"
      return "| \(row.kind.rawValue) | \(row.uniformity.ranks.count) | \(Self.number(row.statistic, 1)) "
        + "| \(Self.number(row.probability, 3)) | \(Self.number(row.envelope.gamma, 5)) | \(inside) |\n"
    }
    return """
      | quantity | truths | χ² of \(CalibrationStudy.binCount) bins | probability of a larger one | γ of the band | ranks and band |
      |---|---:|---:|---:|---:|---|

      """ + lines.joined()
  }

  private var page: String {
    let refused = study.refused.map(String.init).joined(separator: ", ")
    return """
      # Calibration by simulation

      Made by `make proof`; do not edit. What it proves and how: [Proof](../../Sources/TradeTurnover/TradeTurnover.docc/Proof.md).

      \(study.ledgerCount) ledgers with \(study.statementCount) statements were drawn from the model and adjusted; each truth was
      ranked among \(CalibrationStudy.drawCount) draws of its own posterior. The engine refused \(study.refused.count) of the \
      ledgers\(study.refused.isEmpty ? "" : " (numbers \(refused))"), because its
      draws did not mix, and said so; over the others the worst R̂ was \(Self.number(study.worstRHat, 4)) and the smallest bulk \
      effective sample size \(Self.number(study.leastBulkESS, 0)).

      \(summary)
      The band holds all ranks of one kind with probability \(Self.coverage). With \(2 * rows.count) tests the smallest probability is \
      to be above \(Self.number(Self.significance / Double(2 * rows.count), 4)): \
      \(isUniform ? "no test speaks against uniform ranks." : "**some ranks are not uniform.**")

      ![Ranks: empirical distribution less the uniform one, with the band](bands.svg)

      ![Ranks: histograms with the limits that a bin stays inside 99 times of 100](histograms.svg)

      Every rank is in [ranks.csv](ranks.csv), what the pictures show in [bands.csv](bands.csv) and
      [histograms.csv](histograms.csv).

      """
  }

  private var ranks: String {
    "ledger,quantity,rank\n" + study.entries.map { "\($0.ledger),\($0.kind.rawValue),\($0.rank)\n" }.joined()
  }

  private var bands: String {
    var text = "quantity,place,difference,lower,upper\n"
    for row in rows {
      let count = Double(row.uniformity.ranks.count)
      for (number, (found, allowed)) in zip(row.uniformity.cumulativeCounts, row.envelope.limits).enumerated() {
        let place = Double(number + 1) / Double(CalibrationStudy.drawCount + 1)
        let differences = [found, allowed.lowerBound, allowed.upperBound].map { Double($0) / count - place }
        text += "\(row.kind.rawValue),\(Self.number(place, 2)),"
        text += differences.map { Self.number($0, 5) }.joined(separator: ",") + "\n"
      }
    }
    return text
  }

  private var histograms: String {
    var text = "quantity,bin,count,lower,upper\n"
    for row in rows {
      let bins = row.uniformity.histogram(bins: CalibrationStudy.binCount)
      let limits = RankUniformity.binLimits(
        count: row.uniformity.ranks.count, bins: CalibrationStudy.binCount, probability: 0.99)
      for (number, count) in bins.enumerated() {
        text += "\(row.kind.rawValue),\(number + 1),\(count),\(limits.lowerBound),\(limits.upperBound)\n"
      }
    }
    return text
  }

  private static func number(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }
}
