import Adjustment

extension ReportContents {
  /// How well the draws of each linked group mixed, the worst group first, as text that ends in a line feed.
  ///
  /// Groups are those of series that statements or bounds link; one of prior rows alone is drawn directly.
  public func mixingTable(width: Int = 80) -> String {
    let style = NumberWords.terminal
    let ordered = groups.sorted {
      $0.worst.leastBulkESS == $1.worst.leastBulkESS
        ? $0.series.lexicographicallyPrecedes($1.series) : $0.worst.leastBulkESS < $1.worst.leastBulkESS
    }
    return TerminalTable(
      columns: [
        .text("group of series", flexible: true), .number("unknowns"), .number("sweeps"),
        .number("draws"), .number("R-hat"), .number("bulk ESS"), .number("tail ESS"),
      ],
      sections: [
        TerminalTable.Section(
          rows: ordered.map { group in
            let others = group.series.count - 1
            return [
              (group.series.first?.description ?? "") + (others > 0 ? " and \(others) more" : ""),
              "\(group.unknownCount)", "\(group.sweepCount)", "\(group.worst.drawCount)",
              style.fixed(group.worst.worstRHat, decimals: 4), Self.count(group.worst.leastBulkESS, style),
              Self.count(group.worst.leastTailESS, style),
            ]
          })
      ]
    ).render(width: width, color: false)
  }

  /// An effective number of draws; infinite where nothing of the group is reported.
  private static func count(_ draws: Double, _ style: NumberWords) -> String {
    draws.isFinite ? style.fixed(draws, decimals: 0) : "-"
  }
}
