import Foundation
import Statistics
import Synchronization
import Testing

@Suite struct ParallelMapTests {
  /// As many threads as there are cores or more would be no limit on this machine.
  @Test(arguments: 1..<max(2, ProcessInfo.processInfo.activeProcessorCount))
  func noMoreValuesAreWorkedOnAtOnceThanThereAreThreads(_ threads: Int) {
    let present = Mutex((now: 0, most: 0))
    _ = parallelMap(Array(0..<60), threads: threads) { _ in
      present.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      // Long enough that every core has come to work, were it let in.
      Thread.sleep(forTimeInterval: 1e-3)
      present.withLock { $0.now -= 1 }
    }
    #expect(present.withLock { $0.most <= threads })
  }

  @Test(arguments: [1, 2, 3, .max]) func theResultsStandInTheOrderOfTheValues(_ threads: Int) {
    let squares = parallelMap(Array(0..<60), threads: threads) { number in
      // The first ones are done last.
      Thread.sleep(forTimeInterval: Double(60 - number) * 1e-5)
      return number * number
    }
    #expect(squares == (0..<60).map { $0 * $0 })
  }
}
