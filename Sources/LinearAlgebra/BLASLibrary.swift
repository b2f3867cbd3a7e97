import COpenBLAS

/// The OpenBLAS library that runs beneath: facts for a report.
public enum BLASLibrary {
  /// How it was built, beginning with its name and version.
  public static var configuration: String {
    let build = String(cString: openblas_get_config())
    return build.split(separator: " ").joined(separator: " ")
  }

  /// The kernel that it chose for this processor, such as `Haswell`.
  public static var kernel: String { String(cString: openblas_get_corename()) }

  /// The version of LAPACK that it has, such as `3.9.1`.
  public static var lapackVersion: String {
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    ilaver_(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }
}
