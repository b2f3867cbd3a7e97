import Statistics

/// The draws of one group, each unknown by itself: summaries read an unknown at a time.
struct GroupDraws: Sendable {
  /// Number of unknowns.
  let width: Int
  /// For each chain the draws of each unknown, in the order of the sweeps.
  private var chains: [[[Double]]]
  /// The worst over all unknowns, where all of them were looked at after the last sweep.
  var diagnostics: SamplerDiagnostics?

  /// No draws.
  init(width: Int, chainCount: Int) {
    self.width = width
    chains = Array(repeating: Array(repeating: [], count: width), count: chainCount)
  }

  /// Draws of each chain, θ after each sweep, one after another.
  init(width: Int, sweeps: [[Double]]) {
    self.init(width: width, chainCount: sweeps.count)
    append(sweeps)
  }

  var chainCount: Int { chains.count }
  /// Draws of each chain.
  var sweepCount: Int { chains.first?.first?.count ?? 0 }
  /// Draws of all chains.
  var drawCount: Int { chainCount * sweepCount }

  /// Adds draws to each chain, θ after each sweep, one after another.
  mutating func append(_ sweeps: [[Double]]) {
    diagnostics = nil
    let further = parallelMap(sweeps) { [width] in Self.byUnknown($0, width: width) }
    for chain in chains.indices {
      if chains[chain].first?.isEmpty == true {
        chains[chain] = further[chain]
      } else {
        for unknown in 0..<width { chains[chain][unknown] += further[chain][unknown] }
      }
    }
  }

  /// Adds a number to every draw of each unknown.
  mutating func add(_ offsets: [Double]) {
    for chain in chains.indices {
      for unknown in 0..<width where offsets[unknown] != 0 {
        for sweep in chains[chain][unknown].indices { chains[chain][unknown][sweep] += offsets[unknown] }
      }
    }
  }

  /// Draws of an unknown, chain after chain.
  func column(_ unknown: Int) -> [Double] {
    var column: [Double] = []
    column.reserveCapacity(drawCount)
    for chain in chains { column += chain[unknown] }
    return column
  }

  private static func byUnknown(_ sweeps: [Double], width: Int) -> [[Double]] {
    let count = sweeps.count / width
    return sweeps.withUnsafeBufferPointer { sweeps in
      (0..<width).map { unknown in
        [Double](unsafeUninitializedCapacity: count) { draws, initialized in
          for sweep in 0..<count { draws.initializeElement(at: sweep, to: sweeps[sweep * width + unknown]) }
          initialized = count
        }
      }
    }
  }
}
