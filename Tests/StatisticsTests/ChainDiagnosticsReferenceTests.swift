import Statistics
import Testing

/// Against ArviZ; `Tests/Reference/chain-diagnostics` has the table and the script that made it.
@Suite struct ChainDiagnosticsReferenceTests {
  /// The script's generator: Knuth's MMIX congruential one, its upper 53 bits.
  struct Uniform {
    var state: UInt64
    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
  }

  static func draws(
    _ chainCount: Int, _ drawCount: Int, rho: Double, drift: Double, shape: String, seed: UInt64
  ) -> [Double] {
    var uniform = Uniform(state: seed)
    var result: [Double] = []
    for chain in 0..<chainCount {
      var level = 0.0
      for _ in 0..<drawCount {
        let shock = uniform.next() + uniform.next() + uniform.next() + uniform.next() - 2
        level = rho * level + shock
        let value = level + drift * Double(chain)
        switch shape {
        case "reciprocal": result.append(1 / value)
        case "whole": result.append((value * 2).rounded(.down))
        default: result.append(value)
        }
      }
    }
    return result
  }

  @Test func agreesWithArviZ() throws {
    let table = try ReferenceFile("Tests/Reference/chain-diagnostics/arviz.csv")
    #expect(table.rows.count == 10)
    let numbers = try ["chains", "draws", "rho", "drift", "seed", "r_hat", "bulk_ess", "tail_ess"].map(table.numbers)
    for (k, row) in table.rows.enumerated() {
      let (chainCount, drawCount) = (Int(numbers[0][k]), Int(numbers[1][k]))
      let draws = Self.draws(
        chainCount, drawCount, rho: numbers[2][k], drift: numbers[3][k], shape: row[5], seed: UInt64(numbers[4][k]))
      var evaluator = ChainDiagnosticsEvaluator(chainCount: chainCount, drawCount: drawCount)
      let diagnostics = evaluator.evaluate(draws)
      #expect(digitsOfAgreement(try #require(diagnostics.rHat), numbers[5][k]) > 12, "\(row[0])")
      #expect(digitsOfAgreement(try #require(diagnostics.bulkESS), numbers[6][k]) > 10, "\(row[0])")
      #expect(digitsOfAgreement(try #require(diagnostics.tailESS), numbers[7][k]) > 10, "\(row[0])")
    }
  }
}
