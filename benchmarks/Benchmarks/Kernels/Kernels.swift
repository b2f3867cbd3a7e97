import Benchmark
import CAllocations
import CPanelKernels
import Foundation
import TradeTurnover

/// Blocks of memory asked for in one iteration.
private let allocations = BenchmarkMetric.custom("allocations", polarity: .prefersSmaller, useScalingFactor: false)

/// A benchmark whose iteration is always the same work; the name says how much of it.
private func kernel<Input>(_ name: String, _ input: @escaping () -> Input, _ work: @escaping (Input) -> Void) {
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock, .cpuTotal, .throughput, .peakMemoryResident, allocations], warmupIterations: 2,
    maxDuration: .seconds(2), maxIterations: 2000)
  Benchmark(
    name, configuration: configuration,
    closure: { benchmark, input in
      let before = allocation_count()
      work(input)
      benchmark.measurement(allocations, Int(allocation_count() - before))
    }, setup: input)
}

/// Numbers that are the same in every run.
private func randomNumbers(_ count: Int, _ number: (inout PhiloxGenerator) -> Double) -> [Double] {
  var random = PhiloxGenerator(seed: 1, stream: 0)
  return (0..<count).map { _ in number(&random) }
}

private func panel(series: Int, periods: Int) -> [[Double]] {
  let steps = randomNumbers(series * periods) { Double.random(in: -0.1...0.16, using: &$0) }
  return (0..<series).map { series in
    var level = 1000.0
    return (0..<periods).map { period in
      level *= exp(steps[series * periods + period])
      return level
    }
  }
}

/// Rows of a tidy panel as text.
private func rows(_ count: Int) -> [UInt8] {
  let values = randomNumbers(count) { exp(Double.random(in: 0...20, using: &$0)) }
  let lines = values.enumerated().map { "R\($0 / 20),P001,\(2000 + $0 % 20),\(String(format: "%.10g", $1))\n" }
  return Array(lines.joined().utf8)
}

let benchmarks: @Sendable () -> Void = {
  kernel("scanner: 100,000 rows of 4 fields", { rows(100_000) }) { text in
    text.withUnsafeBytes { bytes in
      var scanner = RecordScanner()
      var fields: [RecordScanner.Field] = []
      while (try? scanner.next(in: bytes, into: &fields)) == true { blackHole(fields) }
    }
  }
  let positive = { randomNumbers(100_000) { exp(Double.random(in: 0...20, using: &$0)) } }
  kernel(
    "reading 100,000 numbers of ten digits", { positive().map { Array(String(format: "%.10g", $0).utf8) } }
  ) { texts in
    for text in texts { blackHole(text.withUnsafeBytes { readDecimal($0) }) }
  }
  kernel("writing 100,000 numbers of seventeen digits", positive) { numbers in
    var writer = RecordWriter()
    for number in numbers { writer.append(number) }
    writer.withBytes { blackHole($0.count) }
  }
  kernel(
    "logarithms of 1,000,000 numbers", { randomNumbers(1_000_000) { Double.random(in: 1e-9...1e9, using: &$0) } }
  ) { values in
    let logs = [Double](unsafeUninitializedCapacity: values.count) { room, count in
      panel_log(values, room.baseAddress, values.count)
      count = values.count
    }
    blackHole(logs)
  }
  kernel("fit of 50,000 series of 20", { panel(series: 50_000, periods: 20).flatMap(\.self) }) { values in
    let grid = PanelGrid(periods: Array(2000..<2020), perYear: 1)
    blackHole(values.withUnsafeBufferPointer { fitLogLinear($0, grid: grid) })
  }
  for model in [ForecastModel.ets, .theta, .auto] {
    kernel(
      "\(model.rawValue): calibration and forecasts of 100 series of 30", { panel(series: 100, periods: 30) }
    ) { panel in
      blackHole(PanelForecaster(model: model, horizon: 6).forecast(panel))
    }
  }
  kernel("sparse factor of 3,000 unknowns", { chainOfCliques(3000) }) { matrix in
    blackHole(try? SparseLDLFactorization(matrix, positiveCount: 3000))
  }
  let ledger = URL(filePath: #filePath).appending(path: "../../../../datasets/belarus-asia").standardized.path
  kernel("adjustment of the shipped ledger, a quarter of the draws", { try? LedgerFolder(ledger).read() }) { ledger in
    guard let ledger, let today = try? CalendarDate(year: 2025, month: 12, day: 31) else { return }
    var adjustment = LedgerAdjustment(asOf: today)
    adjustment.effort = .brief
    blackHole(try? adjustment.adjust(ledger))
  }
}

/// Walks of ten years tied together by sums, as the mode of an adjustment has them.
private func chainOfCliques(_ order: Int) -> SparseSymmetricMatrix {
  let walks = (0..<(order - 1)).filter { $0 % 10 < 9 }.map { [$0, $0 + 1] }
  let sums = stride(from: 0, to: order - 30, by: 10).map { [$0, $0 + 10, $0 + 20] }
  var matrix = SparseSymmetricMatrix(SparsePattern(order: order, cliques: walks + sums))
  for unknown in 0..<order { matrix.add(8, unknown, unknown) }
  for clique in walks + sums {
    for (place, row) in clique.enumerated() { for column in clique[..<place] { matrix.add(-1, row, column) } }
  }
  return matrix
}
