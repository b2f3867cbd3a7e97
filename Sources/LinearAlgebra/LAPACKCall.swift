import COpenBLAS

/// The letters by which LAPACK is told what to do.
enum LAPACKFlag {
  static let lower = letter("L")
  static let upper = letter("U")
  static let no = letter("N")
  static let transposed = letter("T")
  static let left = letter("L")
  static let one = letter("1")
  static let all = letter("A")
  static let some = letter("S")
  static let vectors = letter("V")

  private static func letter(_ scalar: Unicode.Scalar) -> CChar { CChar(UInt8(ascii: scalar)) }
}

/// Stops on a negative `info`: an argument of ours was wrong, never the data.
@inline(__always) func requireLegalArguments(_ info: Int32, _ routine: StaticString) {
  precondition(info >= 0, "\(routine): illegal argument \(-info)")
}

/// Calls a LAPACK routine twice: once to ask for its workspace, once with it.
///
/// The body gets the workspace and its length; length −1 is the question, answered in the first element. The result is
/// the `info` of the second call.
func withOptimalWorkspace(
  _ routine: StaticString, _ body: (UnsafeMutablePointer<Double>, Int32) -> Int32
) -> Int32 {
  var answer = 0.0
  requireLegalArguments(body(&answer, -1), routine)
  let length = max(1, Int(answer))
  let info = withUnsafeTemporaryAllocation(of: Double.self, capacity: length) { work -> Int32 in
    // The capacity is at least 1, so the base address exists.
    guard let base = work.baseAddress else { return 0 }
    return body(base, Int32(length))
  }
  requireLegalArguments(info, routine)
  return info
}
