import Assessment
import Foundation
import Testing
import TradeSeries

@testable import Adjustment

/// Modes, quantiles and probabilities against the implementation in `Tests/Reference/adjustment`.
@Suite struct AdjustmentReferenceTests {
  @Test(arguments: ["b", "c", "c2", "c3", "d", "e", "f", "g", "h2", "i", "j", "k", "m"])
  func modesKeepSixDigits(_ name: String) throws { try compareModes(of: name, isRobust: false) }

  /// Student's t in place of the Gaussian: BFGS on its density, against our weights.
  @Test(arguments: ["b", "f", "g", "n", "n2"])
  func robustModesKeepSixDigits(_ name: String) throws { try compareModes(of: name, isRobust: true) }

  private func compareModes(of name: String, isRobust: Bool) throws {
    let reference = try ReferenceLedger(name)
    let solved = try SolvedModes(
      reference.ledger, asOf: reference.asOf, horizon: ReferenceLedger.horizon, isRobust: isRobust)
    var count = 0
    for row in try ReferenceLedger.table("\(name).\(isRobust ? "robust" : "mode").csv") {
      let truth = try row.number("mode")
      let found: Double?
      if row["period"] == "mu" {
        found = solved.drift(of: row.key)
      } else if row["period"].hasPrefix("delta:") {
        found = solved.bias(of: String(row["period"].dropFirst(6)), on: row.key)
      } else if row.key.indicator == "balance" {
        let period = try ReferencePeriod(parsing: row["period"])
        let parts = ["exports", "imports"].compactMap { solved.logMode(of: row.key.with(indicator: $0), at: period) }
        found = parts.count == 2 ? exp(parts[0]) - exp(parts[1]) : nil
      } else {
        found = solved.logMode(of: row.key, at: try ReferencePeriod(parsing: row["period"])).map { exp($0) }
      }
      // Years after the first that nothing is stated of follow from it: they are not among the unknowns.
      guard let found else { continue }
      count += 1
      // A diffuse row is centred a little elsewhere there; its σ is 20. Drifts and biases are logarithms.
      let scale = abs(truth) < 1 ? 1 : abs(truth)
      #expect(abs(found - truth) <= 1e-6 * scale, "\(row.key) \(row["period"]): \(found), not \(truth)")
    }
    #expect(count >= 4)
  }

  @Test(arguments: ["b", "c", "d", "e", "f", "g", "h2", "i", "j", "k"])
  func quantilesAndProbabilitiesAgree(_ name: String) throws {
    let reference = try ReferenceLedger(name)
    let adjusted = try LedgerAdjustment(asOf: reference.asOf, horizon: ReferenceLedger.horizon)
      .adjust(reference.ledger)
    let comparison = PosteriorComparison(adjusted: adjusted)
    let assessments = TargetAssessor(adjusted).assessments()
    var count = 0
    for row in try ReferenceLedger.table("\(name).posterior.csv") {
      if !row["target"].isEmpty {
        guard let stated = row["probability"].split(separator: "+").first, let truth = Double(stated) else { continue }
        let assessment = try #require(assessments.first { $0.target.id == row["target"] })
        let year = try ReferencePeriod(parsing: row["period"]).lastDay.year
        guard let point = assessment.path.first(where: { $0.year == year }) else { continue }
        #expect(abs(point.probability - truth) <= 0.03, "\(row["target"]) \(year): \(point.probability), not \(truth)")
        count += 1
        continue
      }
      if row["period"] != "mu", !row["period"].hasPrefix("delta:") {
        let isIdentified = row["status"] == "identified"
        if row.key.indicator != "balance" {
          #expect(comparison.isIdentified(row.key) == isIdentified, "\(row.key) identified")
        }
        guard isIdentified else { continue }
      }
      let columns = ["mcse_median", "mcse_q10", "mcse_q90"]
      guard let scores = try comparison.scores(of: row, errorColumns: columns) else { continue }
      count += 1
      #expect(scores.allSatisfy { abs($0) < 4 }, "\(row.key) \(row["period"]): z \(scores)")
    }
    #expect(count >= 4)
    #expect(adjusted.diagnostics.worstRHat < 1.02 && adjusted.diagnostics.leastBulkESS >= 1000)
  }
}
