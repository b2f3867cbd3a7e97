import TradeSeries

/// A figure, read in one way.
struct ReadFigure: Sendable {
  let figure: DistinctFigure
  let slip: Slip
  /// Carries what the figure speaks of when read so.
  let statement: Statement
  let noise: ObservationNoise

  /// `s1=thousandfold`.
  var key: String { figure.id + "=" + slip.code }
  var part: SlipHypothesis.Part { SlipHypothesis.Part(statements: figure.statements, slip: slip) }
}

/// A figure read in one way, against the same figure as stated.
struct JudgedReading: Sendable {
  let reading: ReadFigure
  /// Log density of the digits when read so, minus that as stated, under all the others.
  let logRatio: Double
}
