import Foundation
import Ledger
import SeededRandom
import Testing

/// Whatever happens to a few bytes of a ledger, it is read or refused in lines that name a file, a line and a column.
@Suite struct LedgerMutationPropertyTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>) func readsOrLocates(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let fixture = try LedgerFixture()
    var ledgers = RandomLedger(seed: seed)
    try LedgerFolder(fixture.folder.path).write(ledgers.ledger(statementCount: 20))
    let form = /(\w+\.csv):([1-9][0-9]*): ([^:]+): [^:].*[^;:] *.*/
    for _ in 0..<60 {
      let file = try #require(LedgerFile.allCases.randomElement(using: &random))
      let url = fixture.folder.appending(path: file.name)
      let whole = [UInt8](try Data(contentsOf: url))
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(try #require([0x22, 0x2C, 0x0A, 0x2D].randomElement(using: &random)), at: place)
        default: bytes.removeSubrange(place...)
        }
        if bytes.isEmpty { bytes = [0x2C] }
      }
      try fixture.write(bytes, to: file.name)
      for line in fixture.problemLines() {
        #expect(line.wholeMatch(of: form) != nil, "seed \(seed): \(line)")
        #expect(!line.unicodeScalars.contains { $0.value < 0x20 }, "seed \(seed): \(line)")
      }
      try fixture.write(whole, to: file.name)
    }
    #expect(fixture.problemLines().isEmpty)
  }
}
