/// A sum of products as if computed in twice the working precision, then rounded.
///
/// Source: Ogita, Rump & Oishi (2005), "Accurate sum and dot product", algorithm 5.3 (Dot2).
struct CompensatedSum {
  private var sum = 0.0
  private var error = 0.0

  /// Adds a number.
  mutating func add(_ term: Double) {
    let total = sum + term
    let part = total - sum
    error += (sum - (total - part)) + (term - part)
    sum = total
  }

  /// Adds the product of two numbers.
  mutating func add(_ a: Double, times b: Double) {
    let product = a * b
    error += (-product).addingProduct(a, b)
    add(product)
  }

  /// The sum, rounded once.
  var value: Double { sum + error }
}
