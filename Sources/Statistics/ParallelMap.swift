import Dispatch
import Synchronization

/// Maps values on all cores; the results stand in the order of the values, whatever the number of threads.
///
/// - Parameters:
///   - items: the values.
///   - transform: a pure function of one value; called once for each, concurrently.
/// - Returns: one result for each value.
public func parallelMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ transform: @Sendable (Item) -> Result
) -> [Result] {
  guard items.count > 1 else { return items.map(transform) }
  let results = Mutex<[Result?]>([Result?](repeating: nil, count: items.count))
  DispatchQueue.concurrentPerform(iterations: items.count) { position in
    let result = transform(items[position])
    results.withLock { $0[position] = result }
  }
  return results.withLock { $0.compactMap { $0 } }
}

/// Runs two functions at the same time.
///
/// - Parameters:
///   - first: a pure function, called once.
///   - second: another one.
/// - Returns: both results.
public func concurrently<First: Sendable, Second: Sendable>(
  _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  let results = Mutex<(First?, Second?)>((nil, nil))
  DispatchQueue.concurrentPerform(iterations: 2) { number in
    if number == 0 {
      let result = first()
      results.withLock { $0.0 = result }
    } else {
      let result = second()
      results.withLock { $0.1 = result }
    }
  }
  let (one, other) = results.withLock { $0 }
  guard let one, let other else { preconditionFailure("a function was not called") }
  return (one, other)
}
