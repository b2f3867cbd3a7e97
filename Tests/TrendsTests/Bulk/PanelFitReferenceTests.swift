import CPanelKernels
import Foundation
import Testing
import Trends

/// Held against mpmath with 50 digits, see Tests/Reference/bulk.
@Suite struct PanelFitReferenceTests {
  /// Every figure of every series, alone and among others, holds twelve digits.
  @Test func fitsHoldTwelveDigits() throws {
    for row in try table("fits.csv") {
      let values = try row[0].split(separator: " ").map { try #require(Double($0)) }
      let expected = try row[1...].map { try #require(Double($0)) }
      let grid = PanelGrid(periods: Array(2000..<(2000 + values.count)), perYear: 1)
      for copies in [1, 8, 11] {
        let panel = Array(repeating: values, count: copies).flatMap(\.self)
        let fits = panel.withUnsafeBufferPointer { fitLogLinear($0, grid: grid) }
        for figures in [fits.growth, fits.standardError, fits.rSquared, fits.sigma, fits.durbinWatson].enumerated() {
          let (found, truth) = (figures.element[copies - 1], expected[figures.offset])
          #expect(abs(found - truth) <= 1e-12 * abs(truth), "figure \(figures.offset) of \(values.prefix(4))")
        }
      }
    }
  }

  /// At most 1 ulp, in units of the last place of the nearest double.
  @Test(arguments: 0...panel_best_instructions().rawValue) func logarithmsAreWithinOneUlp(instructions: UInt32) throws {
    let instructions = panel_instructions(rawValue: instructions)
    let rows = try table("logarithms.csv").map { try $0.map { try #require(Double($0)) } }
    var logs = [Double](repeating: 0, count: rows.count)
    panel_log_with(instructions, rows.map { $0[0] }, &logs, rows.count)
    for (row, log) in zip(rows, logs) {
      // Subnormal arguments go through a second rounding.
      let allowed = row[0] < 0x1p-1022 ? 1.5 : 1.0
      #expect(abs((log - row[1]) - row[2]) <= allowed * row[1].ulp, "log \(row[0])")
    }
    var odd = [Double](repeating: 0, count: 4)
    panel_log_with(instructions, [0, -1, .infinity, .nan], &odd, 4)
    #expect(odd[0] == -.infinity && odd[1].isNaN && odd[2] == .infinity && odd[3].isNaN)
  }

  private func table(_ name: String) throws -> [[String]] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: tests.appending(path: "Reference/bulk/\(name)"), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
  }
}

@Suite struct PanelFitTests {
  @Test func growthIsPerYear() {
    let values: [Double] = [1, 2, 4, 8]
    let quarters = values.withUnsafeBufferPointer {
      fitLogLinear($0, grid: PanelGrid(periods: [0, 1, 2, 3], perYear: 4))
    }
    #expect(abs(quarters.growth[0] - 15) < 1e-13)
  }

  @Test func gapsAreTimeThatPasses() {
    let values: [Double] = [1, 4, 8]
    let fits = values.withUnsafeBufferPointer { fitLogLinear($0, grid: PanelGrid(periods: [0, 2, 3], perYear: 1)) }
    #expect(abs(fits.growth[0] - 1) < 1e-14)
    #expect(fits.standardError[0] == 0)
  }

  @Test func whatHasNoLogarithmHasNoFitAndLeavesTheOthersAlone() {
    let bad: [[Double]] = [[1, 0, 2], [1, -1, 2], [1, .nan, 2], [1, .infinity, 2], [0, 1, 2]]
    for series in bad {
      let panel = ([[1, 2, 5]] + [series] + [[3, 4, 4]]).flatMap(\.self)
      let fits = panel.withUnsafeBufferPointer { fitLogLinear($0, grid: PanelGrid(periods: [0, 1, 2], perYear: 1)) }
      #expect(fits.growth.map(\.isNaN) == [false, true, false])
    }
  }

  @Test func twoPeriodsHaveGrowthWithoutError() {
    let fits = [Double]([2, 3]).withUnsafeBufferPointer {
      fitLogLinear($0, grid: PanelGrid(periods: [0, 1], perYear: 1))
    }
    #expect(fits.growth[0] == 0.5)
    #expect(fits.standardError[0].isNaN && fits.sigma[0].isNaN)
  }

  /// Of steady growth all is explained; its share of the squares about the mean rounds to more than 1 now and then.
  @Test(arguments: 3...40) func noMoreIsExplainedThanThereIs(_ count: Int) {
    let values = (1...60).flatMap { series in (0..<count).map { pow(1 + Double(series) / 60, Double($0)) } }
    let fits = values.withUnsafeBufferPointer {
      fitLogLinear($0, grid: PanelGrid(periods: Array(0..<count), perYear: 1))
    }
    #expect(fits.rSquared.allSatisfy { (0...1).contains($0) })
  }

  @Test func constantsDoNotGrow() {
    let fits = [Double](repeating: 7, count: 16).withUnsafeBufferPointer {
      fitLogLinear($0, grid: PanelGrid(periods: Array(0..<8), perYear: 1))
    }
    #expect(fits.growth == [0, 0] && fits.sigma == [0, 0] && fits.rSquared[0].isNaN)
  }

  @Test func theThreadsDoNotMatter() {
    let values = (0..<12_000).map { exp(sin(Double($0)) + Double($0 % 12) / 10) }
    let grid = PanelGrid(periods: Array(0..<12), perYear: 12)
    let results = [1, 2, 7].map { threads in
      values.withUnsafeBufferPointer { fitLogLinear($0, grid: grid, threads: threads) }.growth
    }
    #expect(results[0] == results[1] && results[0] == results[2])
  }
}
