import Foundation

/// The values of one series by year: distinct years in ascending order, finite values, gaps allowed.
///
/// Every trend model takes this type, so none has to check years again. Values may be 0 or negative; a model that needs
/// logarithms asks for ``logarithms()``.
public struct YearlySeries: Hashable, Sendable {
  /// The value of one year.
  public struct Observation: Hashable, Sendable {
    /// Calendar year, or any whole number of a yearly count.
    public let year: Int
    /// Value in the series' unit.
    public let value: Double

    /// An observation.
    public init(year: Int, value: Double) { (self.year, self.value) = (year, value) }
  }

  /// Years beyond ±2⁵³ are refused: a `Double` does not tell them apart.
  public static let yearLimit = 1 << 53

  /// The observations, by year.
  public let observations: [Observation]

  /// Checks and sorts observations.
  ///
  /// - Parameter observations: one or more, in any order.
  /// - Throws: `.tooShort` for none, `.repeatedYears`, `.yearsOutOfRange`, `.notFinite`, each with all years concerned.
  /// - Complexity: O(n log n).
  public init(_ observations: [Observation]) throws(TrendError) {
    guard !observations.isEmpty else { throw .tooShort(count: 0, required: 1) }
    let sorted = observations.sorted { $0.year < $1.year }
    let distant = sorted.lazy.map(\.year).filter { !(-Self.yearLimit...Self.yearLimit).contains($0) }
    guard distant.isEmpty else { throw .yearsOutOfRange(Self.distinct(distant)) }
    let repeated = zip(sorted, sorted.dropFirst()).filter { $0.year == $1.year }.map(\.0.year)
    guard repeated.isEmpty else { throw .repeatedYears(Self.distinct(repeated)) }
    let bad = sorted.filter { !$0.value.isFinite }.map(\.year)
    guard bad.isEmpty else { throw .notFinite(years: bad) }
    self.observations = sorted
  }

  private static func distinct(_ ascending: some Sequence<Int>) -> [Int] {
    var years: [Int] = []
    for year in ascending where years.last != year { years.append(year) }
    return years
  }

  /// Number of years with a value, at least 1.
  public var count: Int { observations.count }
  /// First year.
  public var first: Int { observations[0].year }
  /// Last year.
  public var last: Int { observations[count - 1].year }
  /// Years, ascending.
  public var years: [Int] { observations.map(\.year) }
  /// Values, by year.
  public var values: [Double] { observations.map(\.value) }
  /// Years since the first one: exact, and 0 for the first.
  public var elapsed: [Double] { observations.map { Double($0.year - first) } }

  /// Years between the first and the last without a value.
  public var missingCount: Int { last - first + 1 - count }

  /// The last year before each gap; empty when the years are consecutive.
  public var yearsBeforeGaps: [Int] {
    zip(observations, observations.dropFirst()).filter { $1.year - $0.year > 1 }.map(\.0.year)
  }

  /// The power of two at or below the largest magnitude; 1 where all values are 0.
  ///
  /// Dividing by it changes no digit and keeps squares of 1e300 and 1e-300 inside the numbers.
  var unit: Double {
    let largest = values.map(\.magnitude).max() ?? 0
    return largest > 0 ? Double(sign: .plus, exponent: largest.exponent, significand: 1) : 1
  }

  /// The natural logarithms of the values.
  ///
  /// - Throws: `.notPositive` with the years whose value has none.
  public func logarithms() throws(TrendError) -> YearlyLogarithms {
    let bad = observations.filter { !($0.value > 0) }.map(\.year)
    guard bad.isEmpty else { throw .notPositive(years: bad) }
    return YearlyLogarithms(self)
  }
}
