import Testing

/// Every number of every model against R, statsmodels, SciPy and pymannkendall: `Tests/Reference/trends`.
@Suite struct TrendReferenceTests {
  @Test func theTablesAreThere() {
    #expect(ReferenceCases.series.count == 15)
    #expect(ReferenceCases.values.count > 1400)
  }

  @Test(arguments: ReferenceCases.values) func keepsEightDigits(_ reference: ReferenceCases.Value) throws {
    let (value, digits) = try reference.comparison()
    #expect(digits >= 8, "\(value), not \(reference.value) as by \(reference.tool)")
  }
}
