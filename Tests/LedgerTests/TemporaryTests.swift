import Ledger
import Testing
import Foundation
@Suite struct TemporaryTests {
  @Test func real() throws {
    for path in (ProcessInfo.processInfo.environment["LEDGERS"] ?? "").split(separator: ":") {
      do throws(LedgerError) {
        let start = ContinuousClock.now
        let l = try LedgerFolder(String(path)).read()
        print("OK", path, l.statements.count, l.targets.count, ContinuousClock.now - start)
      } catch { if case .problems(let p) = error { for x in p { print(x) } } }
    }
  }
}
