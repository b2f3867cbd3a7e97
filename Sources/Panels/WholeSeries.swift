import TabularText

/// Series that are whole: no other block has rows of them.
struct WholeSeries {
  private var series: SeriesBlock
  let chosen: Range<Int>
  /// The lines of the series are counted from there.
  private let linesBefore: Int

  init(_ chosen: Range<Int>, of series: SeriesBlock, linesBefore: Int) {
    (self.series, self.chosen, self.linesBefore) = (series, chosen, linesBefore)
  }

  /// Puts the series in the order of their periods and has a model write their results.
  consuming func write(
    _ model: PanelRun.Model, to results: inout RecordWriter
  ) throws(PanelError) -> PanelRun.Summary {
    var (found, summary) = (PanelFaults(), PanelRun.Summary())
    series.tidy(chosen, &found)
    series.linesBefore = linesBefore
    summary.faults.add(found, lineOffset: linesBefore)
    summary.lacks = try model(series, chosen, &results)
    summary.seriesCount = chosen.count
    return summary
  }
}
