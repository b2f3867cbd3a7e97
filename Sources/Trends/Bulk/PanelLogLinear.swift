import CPanelKernels
import Dispatch

/// Fits `log y = a + b t` to every series of a panel by least squares.
///
/// - Parameters:
///   - values: the series one behind the other, each of `grid.count` values.
///   - grid: the periods that they share.
///   - threads: threads to work on; the results do not depend on it.
/// - Returns: `exp(b) − 1` per year with its error and measures of the fit. A series with a value that is not a finite
///   number above 0, and one of fewer than two periods, has no fit; one of two has no error.
///
/// The values are read once. Four or eight series lie side by side in vectors: logarithms of the ratio to the first value, which
/// keeps the last digits of nearly equal values, their moments, then residuals from the logarithms in the cache. Where
/// residuals or slope are so small that less than twelve digits would hold, or values are too far apart, a series is
/// done again in double-double arithmetic. Complexity: O(values).
public func fitLogLinear(_ values: UnsafeBufferPointer<Double>, grid: PanelGrid, threads: Int = 1) -> PanelFits {
  precondition(values.count % grid.count == 0, "\(values.count) values in series of \(grid.count)")
  let series = values.count / grid.count
  var fits = PanelFits(count: series)
  // Whole eights for every thread.
  let step = max(8, (series + threads - 1) / threads + 7 & ~7)
  withOutputs(&fits) { outputs in
    let job = FitJob(values: values, outputs: outputs)
    if threads == 1 || series <= 8 {
      job.run(0..<series, grid)
    } else {
      DispatchQueue.concurrentPerform(iterations: (series + step - 1) / step) { part in
        job.run(part * step..<min((part + 1) * step, series), grid)
      }
    }
  }
  return fits
}

/// Threads write disjoint ranges of the outputs.
private struct FitJob: @unchecked Sendable {
  let values: UnsafeBufferPointer<Double>
  let outputs: panel_fits

  func run(_ series: Range<Int>, _ grid: PanelGrid) {
    guard let base = values.baseAddress, !series.isEmpty else { return }
    let start = series.lowerBound
    var outputs = panel_fits(
      growth: outputs.growth + start, standard_error: outputs.standard_error + start, low: outputs.low + start,
      high: outputs.high + start, r_squared: outputs.r_squared + start, sigma: outputs.sigma + start,
      durbin_watson: outputs.durbin_watson + start)
    grid.times.withUnsafeBufferPointer { times in
      var shared = panel_grid(
        count: grid.count, times: times.baseAddress, square_sum: grid.squareSum, per_year: grid.unitsPerYear,
        t_quantile: grid.tQuantile)
      withUnsafeTemporaryAllocation(byteCount: 32 * grid.count * 8, alignment: 64) { scratch in
        panel_fit(
          base + start * grid.count, series.count, &shared, &outputs,
          scratch.baseAddress?.assumingMemoryBound(to: Double.self))
      }
    }
  }
}

private func withOutputs(_ fits: inout PanelFits, _ body: (panel_fits) -> Void) {
  fits.growth.withUnsafeMutableBufferPointer { growth in
    fits.standardError.withUnsafeMutableBufferPointer { error in
      fits.low95.withUnsafeMutableBufferPointer { low in
        fits.high95.withUnsafeMutableBufferPointer { high in
          fits.rSquared.withUnsafeMutableBufferPointer { share in
            fits.sigma.withUnsafeMutableBufferPointer { sigma in
              fits.durbinWatson.withUnsafeMutableBufferPointer { watson in
                body(
                  panel_fits(
                    growth: growth.baseAddress, standard_error: error.baseAddress, low: low.baseAddress,
                    high: high.baseAddress, r_squared: share.baseAddress, sigma: sigma.baseAddress,
                    durbin_watson: watson.baseAddress))
              }
            }
          }
        }
      }
    }
  }
}
