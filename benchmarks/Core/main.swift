// The core of `turnover fit` in memory: seconds of the fit and of its bare logarithms, as CSV on standard output.
//
//     core SERIES PERIODS ROUNDS VALUES
//
// Each row: round, work, threads, seconds. VALUES names a file of doubles, series by series, so that others can be given
// the same numbers; growth of each series, then the error of each, and so on, go to VALUES.fits.

import CPanelKernels
import Dispatch
import Foundation
import TradeTurnover

let numbers = CommandLine.arguments.dropFirst()
guard numbers.count == 4, let series = Int(numbers[1]), let periods = Int(numbers[2]), let rounds = Int(numbers[3])
else {
  FileHandle.standardError.write(Data("usage: core SERIES PERIODS ROUNDS VALUES\n".utf8))
  exit(2)
}
let bytes = try Data(contentsOf: URL(filePath: numbers[4]))
let values = bytes.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
precondition(values.count == series * periods, "\(values.count) values")
let grid = PanelGrid(periods: Array(0..<periods), perYear: 1)
nonisolated(unsafe) let logs = UnsafeMutablePointer<Double>.allocate(capacity: values.count)
logs.initialize(repeating: 0, count: values.count)

/// Logarithms of all values, each thread those of its part, into memory that is there already.
@MainActor func logarithms(_ threads: Int) {
  values.withUnsafeBufferPointer { values in
    nonisolated(unsafe) let values = values
    let part = (values.count + threads - 1) / threads
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      guard let base = values.baseAddress else { return }
      let start = thread * part
      panel_log(base + start, logs + start, min(part, values.count - start))
    }
  }
}

func seconds(_ work: () -> Void) -> Double {
  let start = DispatchTime.now().uptimeNanoseconds
  work()
  return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
}

print("round,work,threads,seconds")
for round in 0..<rounds {
  for threads in [1, 2] {
    print("\(round),log,\(threads),\(seconds { logarithms(threads) })")
    var fits: PanelFits?
    let time = seconds { fits = values.withUnsafeBufferPointer { fitLogLinear($0, grid: grid, threads: threads) } }
    print("\(round),fit,\(threads),\(time)")
    if round == 0, threads == 2, let fits {
      let figures = [
        fits.growth, fits.standardError, fits.low95, fits.high95, fits.rSquared, fits.sigma, fits.durbinWatson,
      ].flatMap { $0 }
      try figures.withUnsafeBytes { Data($0) }.write(to: URL(filePath: numbers[4] + ".fits"))
    }
  }
}
