import TabularText

/// Series that are whole: no other block has rows of them.
struct WholeSeries {
  private var series: SeriesBlock
  let chosen: Range<Int>

  /// Some series of a block whose lines are counted from there.
  init(_ chosen: Range<Int>, of series: SeriesBlock, linesBefore: Int) {
    (self.series, self.chosen) = (series, chosen)
    self.series.linesBefore = linesBefore
  }

  /// Puts the series in the order of their periods and has a model write their results.
  consuming func write(
    _ model: PanelRun.Model, to results: inout RecordWriter
  ) throws(PanelError) -> PanelRun.Summary {
    var (found, summary) = (PanelFaults(), PanelRun.Summary())
    series.tidy(chosen, &found)
    summary.faults.add(found, lineOffset: 0)
    summary.incomplete = try model(series, chosen, &results)
    summary.seriesCount = chosen.count
    return summary
  }
}
