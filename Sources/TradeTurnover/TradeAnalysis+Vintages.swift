import Adjustment
import Assessment
import Reporting
import TradeSeries

extension TradeAnalysis {
  /// What changed from one day to a later one; ``asOf`` does not matter.
  ///
  /// - Parameters:
  ///   - first: day of the earlier vintage.
  ///   - last: day of the later vintage; `nil` for the latest in the ledger.
  ///   - ledger: the statements of both.
  /// - Returns: the contents of `revisions.csv`.
  /// - Throws: ``AnalysisError``.
  public func revisions(
    from first: CalendarDate, to last: CalendarDate?, of ledger: StatementLedger
  ) throws(AnalysisError) -> RevisionContents {
    let ledger = try ledger.leavingOut(leftOut)
    guard let latest = ledger.latestDate, let earliest = ledger.firstDate else { throw .emptyLedger }
    let last = last ?? latest
    guard first < last else { throw .vintagesNotInOrder(from: first, to: last) }
    guard earliest <= last else { throw .nothingKnown(asOf: last, first: earliest) }
    guard last.year <= latest.year + 100 else { throw .asOfTooLate(asOf: last, latest: latest) }
    do {
      return RevisionContents(
        ledger: ledger.known(on: last),
        revisions: try VintageComparison(from: first, to: last, adjustment: adjustment(asOf: last)).revisions(
          of: ledger))
    } catch {
      throw .adjustment(error)
    }
  }

  /// Runs the chain and compares with earlier vintages: what changed since the last day before the latest news, and
  /// the probabilities of the targets through time.
  ///
  /// - Returns: the contents of a whole report.
  /// - Throws: ``AnalysisError``.
  public func report(_ ledger: StatementLedger, title: String) throws(AnalysisError) -> ReportContents {
    let adjusted = try adjust(ledger)
    var contents = contents(adjusted, title: title)
    let known = adjusted.ledger
    let days = Set(known.statements.map(\.knownOn)).sorted()
    let comparison = VintageComparison(
      from: days.dropLast().last ?? adjusted.asOf, to: adjusted.asOf, adjustment: adjustment(asOf: adjusted.asOf))
    let solved = (adjusted: adjusted, assessments: contents.assessments)
    do {
      if days.count > 1 { contents.revisions = try comparison.revisions(of: known, solved: solved) }
      contents.histories = try comparison.histories(of: known, solved: solved)
    } catch {
      throw .adjustment(error)
    }
    return contents
  }

  /// The adjustment as specified, on a day.
  func adjustment(asOf date: CalendarDate) -> LedgerAdjustment {
    LedgerAdjustment(
      asOf: date, horizon: horizon, seed: seed, hyperparameters: hyperparameters, isRobust: isRobust)
  }
}
