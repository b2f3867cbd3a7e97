import Calibration
import Foundation
import Testing

/// The band against another implementation of the same paper: `Tests/Reference/ecdf-envelope`.
@Suite struct UniformEnvelopeReferenceTests {
  @Test func agreesWithArviZ() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Reference/ecdf-envelope/arviz.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    var envelopes: [String: UniformEnvelope] = [:]
    var count = 0
    for line in lines {
      let cells = line.split(separator: ",").map(String.init)
      let numbers = try cells.map { try #require(Double($0)) }
      let name = cells[..<3].joined(separator: ",")
      let envelope =
        envelopes[name]
        ?? UniformEnvelope(count: Int(numbers[0]), cells: Int(numbers[1]), probability: numbers[2])
      envelopes[name] = envelope
      let limits = envelope.limits[Int(numbers[3]) - 1]
      // ArviZ takes the nearest coverage, we the nearest that is not smaller: one count apart at most.
      #expect(abs(limits.lowerBound - Int(numbers[4])) <= 1, "\(line): \(limits)")
      #expect(abs(limits.upperBound - Int(numbers[5])) <= 1, "\(line): \(limits)")
      count += 1
    }
    #expect(count == 63)
  }
}
