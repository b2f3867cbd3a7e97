import Adjustment
import Foundation

extension Hyperparameters {
  /// Reads hyperparameters from a JSON object; those that it does not name keep their defaults.
  ///
  /// - Throws: ``HyperparameterError``: not a JSON object, a name that does not exist, a value of the wrong type or
  ///   out of range.
  public init(json data: Data) throws(HyperparameterError) {
    guard let given = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else { throw .notAnObject }
    let encoder = JSONEncoder()
    guard let encoded = try? encoder.encode(Hyperparameters()),
      var merged = try? JSONSerialization.jsonObject(with: encoded) as? [String: Any]
    else { preconditionFailure("the defaults are encodable") }
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      guard let known = merged[name] else { throw .unknown(name: name, names: merged.keys.sorted()) }
      if let law = known as? [String: Any], let part = value as? [String: Any] {
        for key in part.keys.sorted() where law[key] == nil {
          throw .unknown(name: "\(name).\(key)", names: law.keys.sorted().map { "\(name).\($0)" })
        }
        merged[name] = law.merging(part) { $1 }
      } else {
        merged[name] = value
      }
    }
    guard let data = try? JSONSerialization.data(withJSONObject: merged) else { throw .notAnObject }
    do {
      self = try JSONDecoder().decode(Hyperparameters.self, from: data)
    } catch let error as DecodingError {
      throw .wrongType(name: error.path)
    } catch {
      throw .notAnObject
    }
    if let name = firstOutOfRange { throw .outOfRange(name: name) }
  }

  /// The first one that makes no sense: deviations and levels are above 0, correlations inside −1...1.
  private var firstOutOfRange: String? {
    for (name, law) in [("yearlyVolatility", yearlyVolatility), ("seasonalConcentration", seasonalConcentration)]
    where !(law.factor > 0 && law.minimum > 0 && law.minimum <= law.maximum && law.exponent.isFinite) { return name }
    let positive = [
      ("growthDeviation", growthDeviation), ("levelDeviation", levelDeviation), ("defaultLevel", defaultLevel),
      ("stockVolatility", stockVolatility), ("originDeviation", originDeviation),
      ("exactDeviation", exactDeviation), ("aboutDeviation", aboutDeviation), ("almostDeviation", almostDeviation),
      ("overDeviation", overDeviation), ("looseDeviation", looseDeviation), ("wallDeviation", wallDeviation),
      ("defaultSize", defaultSize), ("physicalSize", physicalSize),
    ]
    if let bad = positive.first(where: { !($0.1 > 0 && $0.1.isFinite) }) { return bad.0 }
    if !(abs(seasonalCorrelation) < 1) { return "seasonalCorrelation" }
    return growthMean.isFinite ? nil : "growthMean"
  }
}

/// Why a file holds no hyperparameters.
public enum HyperparameterError: Error, Hashable, Sendable {
  /// Not one JSON object.
  case notAnObject
  /// No hyperparameter has this name; `names` are those that exist.
  case unknown(name: String, names: [String])
  /// Not a number, or not an object for a power law.
  case wrongType(name: String)
  /// A deviation that is not above 0, a correlation outside −1...1, or limits in the wrong order.
  case outOfRange(name: String)
}

extension DecodingError {
  fileprivate var path: String {
    switch self {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
      .dataCorrupted(let context):
      context.codingPath.map(\.stringValue).joined(separator: ".")
    @unknown default: ""
    }
  }
}
