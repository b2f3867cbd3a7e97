import ArgumentParser
import Foundation
import TradeTurnover

struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fits the growth of every series of a tidy panel, one row a series.",
    discussion: """
      The panel is CSV, plain or gzip, with a header: key columns of any name and number, period (or year), value. \
      Periods are whole numbers, half-years (2019-S1), quarters (2019-Q3) or months (2019-07); growth is per year, per \
      unit for whole numbers. Rows that cannot be read are counted, the first ten shown, and the exit code is 1.
      """)

  @OptionGroup var panel: PanelOptions

  func run() throws { try panel.run(columns: panelFitColumns, model: writeFits) }
}
