import COpenBLAS

/// The number of threads that OpenBLAS uses, one setting for the whole process.
///
/// Sums of floating-point numbers depend on how they are split, so a count other than 1 can move the last bits of a
/// result. Programs whose output must not depend on the machine set it to 1 at their start and use their own tasks.
public enum BLASThreads {
  /// The number of threads in use.
  public static var count: Int { Int(openblas_get_num_threads()) }

  /// Sets the number of threads, at least 1.
  public static func setCount(_ count: Int) {
    precondition(count >= 1, "\(count) threads")
    openblas_set_num_threads(Int32(count))
  }

  /// Sets the number of threads to 1 and ends those that OpenBLAS started when it was loaded: they would look for work for a
  /// tenth of a second, each on a core.
  ///
  /// For the start of a program: not while another thread is in a function of BLAS.
  public static func endOthers() {
    setCount(1)
    openblas_end_threads()
  }
}
