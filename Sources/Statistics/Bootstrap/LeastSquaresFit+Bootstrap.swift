import LinearAlgebra

extension LeastSquaresFit {
  /// Draws the coefficients anew.
  ///
  /// Replication k takes its numbers from stream k of the seed, so that the result does not depend on the number of
  /// threads, and more replications begin with the same ones.
  ///
  /// - Parameters:
  ///   - scheme: what is drawn.
  ///   - replications: how often, at least 2.
  ///   - seed: of the random numbers.
  /// - Returns: the drawn coefficients.
  /// - Throws: `.errorsHaveCovariance`; `.notOrdinary` for pairs of a fit with weights or equations; `.leverageOfOne`,
  ///   `.outOfRange` for the length of blocks; `.resamplesDependent` where pairs hardly ever determine the coefficients.
  /// - Complexity: O(n·p) a replication, O(n·p²) for pairs.
  public func bootstrap(
    _ scheme: BootstrapScheme, replications: Int, seed: UInt64
  ) throws(InferenceError) -> BootstrapSample {
    precondition(replications >= 2, "\(replications) replications")
    guard let estimator, let leverages else { throw .errorsHaveCovariance }
    let n = regression.observationCount
    let draw: @Sendable (inout PhiloxGenerator) -> Vector?
    if case .pairs = scheme {
      guard isOrdinary, dependentColumns.isEmpty else { throw .notOrdinary }
      draw = pairDraw(estimator)
    } else {
      let roots = try remainders(leverages).map { $0.squareRoot() }
      let scaled = Vector(zip(estimator.residuals, roots).map { $0 / $1 })
      let errors: @Sendable (inout PhiloxGenerator) -> Vector
      switch scheme {
      case .pairs, .residual: errors = scaled.centered.resampled
      case .wild(let weights): errors = { scaled.multiplied(by: weights.values, &$0) }
      case .movingBlock(let length):
        guard (1...n).contains(length) else { throw .outOfRange(value: length, allowed: 1...n) }
        let blocks = MovingBlocks(scaled, length: length)
        errors = { blocks.draw(&$0) }
      }
      draw = { estimator.matrix * errors(&$0) }
    }

    // A few replications a task: a task for each would spend its time on being one.
    let chunk = 64
    let starts = Array(stride(from: 0, to: replications, by: chunk))
    let draws = parallelMap(starts) { start in
      (start..<min(start + chunk, replications)).map { replication in
        var generator = PhiloxGenerator(seed: seed, stream: UInt64(replication))
        return draw(&generator)
      }
    }.flatMap { $0 }
    var deviations = Matrix(rowCount: replications, columnCount: coefficients.count)
    for (k, row) in draws.enumerated() {
      guard let row else { throw .resamplesDependent(count: drawLimit) }
      for j in row.indices { deviations[k, j] = row[j] }
    }
    return BootstrapSample(coefficients: coefficients, deviations: deviations, units: estimator.units)
  }

  /// The change of the unknowns for observations drawn with replacement; `nil` where none of many draws determines them.
  ///
  /// The response is the residuals, whose own solution is 0.
  private func pairDraw(_ estimator: LinearEstimator) -> @Sendable (inout PhiloxGenerator) -> Vector? {
    let n = regression.observationCount
    let design = estimator.design
    return { generator in
      for _ in 0..<drawLimit {
        let picks = (0..<n).map { _ in generator.index(below: n) }
        let sample = Matrix(rowCount: n, columnCount: design.columnCount) { design[picks[$0], $1] }
        let response = Vector(picks.map { estimator.residuals[$0] })
        if let solution = try? factored(sample).solve(response) { return solution }
      }
      return nil
    }
  }
}

/// How many resamples in a row may have dependent columns.
private let drawLimit = 1000

/// Runs of successive residuals.
private struct MovingBlocks: Sendable {
  private let residuals: Vector
  private let length: Int
  /// The mean of the residuals that can stand at each place of a run.
  private let means: [Double]

  init(_ residuals: Vector, length: Int) {
    (self.residuals, self.length) = (residuals, length)
    let starts = residuals.count - length + 1
    means = (0..<length).map { place in
      (0..<starts).reduce(0) { $0 + residuals[$1 + place] } / Double(starts)
    }
  }

  func draw(_ generator: inout PhiloxGenerator) -> Vector {
    var result = Vector(count: residuals.count)
    for first in stride(from: 0, to: residuals.count, by: length) {
      let start = generator.index(below: residuals.count - length + 1)
      for place in 0..<min(length, residuals.count - first) {
        result[first + place] = residuals[start + place] - means[place]
      }
    }
    return result
  }
}

extension Vector {
  /// The elements less their mean.
  fileprivate var centered: Vector {
    let mean = reduce(0, +) / Double(count)
    return Vector(map { $0 - mean })
  }

  /// As many elements, drawn with replacement.
  @Sendable fileprivate func resampled(_ generator: inout PhiloxGenerator) -> Vector {
    Vector((0..<count).map { _ in self[generator.index(below: count)] })
  }

  /// Each element times one of some values.
  fileprivate func multiplied(by values: [Double], _ generator: inout PhiloxGenerator) -> Vector {
    Vector(map { $0 * values[generator.index(below: values.count)] })
  }
}

extension PhiloxGenerator {
  /// An index from 0 up to a count, all equally probable to within 2⁻⁴⁰ for counts below 2²⁴.
  fileprivate mutating func index(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }
}
