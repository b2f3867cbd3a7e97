import CPanelKernels
import Foundation
import Statistics
import Testing

/// The kernels as they are made for each instruction set that this processor has.
@Suite struct PanelKernelPropertyTests {
  /// Twelve digits of every figure are the same; series of all lengths, among them nearly constant and nearly exact ones,
  /// which are done in double-double arithmetic, and subnormal numbers.
  @Test(arguments: 1...3 as ClosedRange<UInt64>) func instructionSetsAgree(seed: UInt64) throws {
    var random = PhiloxGenerator(seed: seed, stream: 0)
    for count in 3...40 {
      var values: [Double] = []
      for series in 0..<21 {
        let slope = Double.random(in: -0.1...0.1, using: &random)
        let noise = [0.1, 1e-7, 1e-14][series % 3]
        let level = [1.0, 1e12, 0x1p-1030][series / 3 % 3]
        values += (0..<count).map { year in
          level * exp(slope * Double(year) + noise * Double.random(in: -1...1, using: &random))
        }
      }
      let portable = fits(values, of: count, with: panel_portable)
      for set in 0...panel_best_instructions().rawValue {
        let other = fits(values, of: count, with: panel_instructions(rawValue: set))
        for (place, (left, right)) in zip(portable, other).enumerated() {
          let isSame = left.isNaN ? right.isNaN : abs(left - right) <= 1e-12 * max(abs(left), abs(right))
          try #require(isSame, "seed \(seed), \(count) periods, figure \(place): \(left) and \(right)")
        }
      }
    }
  }

  /// Growth, error, explained share, sigma and Durbin–Watson: all that no subtraction follows.
  private func fits(_ values: [Double], of count: Int, with instructions: panel_instructions) -> [Double] {
    let times = (0..<count).map { Double(count * $0 - count * (count - 1) / 2) }
    let series = values.count / count
    var results = [Double](repeating: 0, count: 7 * series)
    var scratch = [Double](repeating: 0, count: 32 * count)
    times.withUnsafeBufferPointer { times in
      results.withUnsafeMutableBufferPointer { results in
        guard let out = results.baseAddress else { return }
        var grid = panel_grid(
          count: count, times: times.baseAddress, square_sum: times.reduce(0) { $0 + $1 * $1 }, per_year: Double(count),
          t_quantile: 2)
        var fits = panel_fits(
          growth: out, standard_error: out + series, low: out + 5 * series, high: out + 6 * series,
          r_squared: out + 2 * series, sigma: out + 3 * series, durbin_watson: out + 4 * series)
        panel_fit_with(instructions, values, series, &grid, &fits, &scratch)
      }
    }
    return Array(results.prefix(5 * series))
  }
}
