import TradeSeries
import Trends

extension TrendEstimate {
  /// The columns of a trend: those of the contract in its order, then what helps to read them.
  static var columns: [ResultTable.Column] {
    [
      .init(
        "model", .string, "name of the model", allowedValues: TrendModel.allCases.map(\.rawValue)),
      .init("first", .integer, "first year used"), .init("last", .integer, "last year used"),
      .init("n", .integer, "years used"), .init("growth", .number, "growth as a fraction a year"),
      .init("se", .number, "standard error of the growth"),
      .init("lo80", .number, "lower end of the 80 % interval"),
      .init("hi80", .number, "upper end of the 80 % interval"),
      .init("lo95", .number, "lower end of the 95 % interval"),
      .init("hi95", .number, "upper end of the 95 % interval"),
      .init("r2", .number, "share of the variance explained"),
      .init("sigma", .number, "residual standard deviation, log units"),
      .init("unit", .string, "unit of the series"),
      .init("p_value", .number, "two-sided p-value of no growth"),
      .init("assumptions", .string, "what the model takes for granted, separated by semicolons"),
      .init("notes", .string, "what could not be had, or how the row is to be read"),
    ]
  }

  /// The cells of those columns; `unit` is blank for numbers without one.
  func cells(unit: UnitOfMeasure?) -> [ResultTable.Cell] {
    [
      .text(model.rawValue), .integer(first), .integer(last), .integer(count), .optional(growth),
      .optional(standardError), .optional(interval80?.lowerBound), .optional(interval80?.upperBound),
      .optional(interval95?.lowerBound), .optional(interval95?.upperBound), .optional(rSquared), .optional(sigma),
      .optional(unit?.code), .optional(pValue), .text(assumptions.map(\.rawValue).joined(separator: ";")),
      .text(notes.map(\.words).joined(separator: "; ")),
    ]
  }
}
