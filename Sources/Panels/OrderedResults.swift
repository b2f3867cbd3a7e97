import TabularText

/// Results of the series of a panel, written and added up in the order of their parts' numbers.
final class OrderedResults: @unchecked Sendable {
  private let output: ResultFile
  private let model: PanelRun.Model
  private let turns = OrderedTurns()
  /// What the parts so far come to.
  private(set) var summary = PanelRun.Summary()

  init(_ output: ResultFile, model: @escaping PanelRun.Model) { (self.output, self.model) = (output, model) }

  /// Has the model work on a part while other threads do on theirs, then writes its results when it is their turn.
  ///
  /// The writer is the calling thread's, so that its memory is used again. Returns `false` when some thread failed.
  func add(_ number: Int, _ part: [WholeSeries], _ writer: inout RecordWriter) -> Bool {
    writer.removeAll()
    var (added, refusal) = (PanelRun.Summary(), PanelError?.none)
    do throws(PanelError) {
      for series in part { added.add(try series.write(model, to: &writer)) }
    } catch { refusal = error }
    return turns.take(number) { () throws(PanelError) in
      if let refusal { throw refusal }
      try output.write(writer)
      summary.add(added)
    }
  }

  /// - Throws: why some thread failed.
  func check() throws(PanelError) { try turns.check() }
}
