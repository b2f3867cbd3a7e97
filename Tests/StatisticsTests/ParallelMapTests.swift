import Foundation
import Statistics
import Synchronization
import Testing

@Suite struct ParallelMapTests {
  @Test(arguments: [1, 2, 3]) func noMoreValuesAreWorkedOnAtOnceThanThereAreThreads(_ threads: Int) {
    let present = Mutex((now: 0, most: 0))
    let squares = parallelMap(Array(0..<60), threads: threads) { number in
      present.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      // Long enough that every core has come to work, were it let in.
      Thread.sleep(forTimeInterval: 1e-3)
      present.withLock { $0.now -= 1 }
      return number * number
    }
    #expect(squares == (0..<60).map { $0 * $0 })
    #expect(present.withLock { $0.most <= threads })
  }
}
