import Foundation
import Statistics

/// Hansen's approximate asymptotic p-values of sup F with a break at an unknown date.
///
/// p = 1 − χ²(max(0, a + b·x); ν) with fitted a, b, ν for 25 trimmings, interpolated between two. For regressors
/// without a trend. Source: Hansen (1997), "Approximate asymptotic p values for structural-change tests".
public enum HansenProbability {
  /// The p-value of a statistic.
  ///
  /// - Parameters:
  ///   - statistic: the greatest F over the dates, times the number of coefficients that break.
  ///   - width: that number.
  ///   - trimming: the part of the observations before the first and after the last date looked at, above 0, at most ½.
  /// - Returns: `nil` outside widths 1...3.
  public static func supF(_ statistic: Double, width: Int, trimming: Double) -> Double? {
    precondition(trimming > 0 && trimming <= 0.5, "trimming \(trimming)")
    guard coefficients.indices.contains(width - 1), !statistic.isNaN else { return nil }
    let rows = coefficients[width - 1]
    func value(_ row: Int) -> Double {
      survival(rows[row].x + rows[row].y * statistic, freedom: rows[row].z)
    }
    let known = survival(statistic, freedom: Double(width))
    if trimming <= 0.01 { return value(24) }
    if trimming >= 0.49 { return (0.5 - trimming) * 100 * value(0) + (trimming - 0.49) * 100 * known }
    let place = (0.51 - trimming) * 50
    let row = min(Int(place), 24)
    return (Double(row + 1) - place) * value(row - 1) + (place - Double(row)) * value(row)
  }

  private static func survival(_ x: Double, freedom: Double) -> Double {
    x == .infinity ? 0 : ChiSquared(degreesOfFreedom: freedom).survival(max(0, x))
  }

  /// For each width, a, b and ν at the trimmings 0.49, 0.47, …, 0.01.
  private static let coefficients: [[SIMD3<Double>]] = [
    [
      SIMD3(-0.0648467, 0.99671156, 1.2573241),
      SIMD3(-0.15305667, 0.96757645, 1.43651315),
      SIMD3(-0.23071675, 0.95825013, 1.56531261),
      SIMD3(-0.29247661, 0.95715782, 1.68851898),
      SIMD3(-0.35706588, 0.95237505, 1.77889686),
      SIMD3(-0.40514715, 0.96055795, 1.89761322),
      SIMD3(-0.45248386, 0.95810999, 1.98370422),
      SIMD3(-0.50458517, 0.96149538, 2.07086519),
      SIMD3(-0.55009159, 0.96684273, 2.17244338),
      SIMD3(-0.60241623, 0.96518399, 2.23509053),
      SIMD3(-0.64308746, 0.97354902, 2.33722161),
      SIMD3(-0.68833676, 0.97829106, 2.42776524),
      SIMD3(-0.73136161, 0.9820687, 2.50833918),
      SIMD3(-0.78078198, 0.99475319, 2.6209551),
      SIMD3(-0.82894221, 1.00023473, 2.70286643),
      SIMD3(-0.88430133, 1.00162529, 2.77835798),
      SIMD3(-0.9499265, 1.00384268, 2.84325795),
      SIMD3(-0.98828874, 1.01604712, 2.96752918),
      SIMD3(-1.04892713, 1.02570939, 3.08442682),
      SIMD3(-1.11527783, 1.03526033, 3.19770394),
      SIMD3(-1.14992644, 1.06643436, 3.44739573),
      SIMD3(-1.24010871, 1.06929468, 3.54993605),
      SIMD3(-1.38522113, 1.06808543, 3.61667211),
      SIMD3(-1.48296473, 1.1283969, 4.07202473),
      SIMD3(-1.78738608, 1.17220925, 4.4726701),
    ],
    [
      SIMD3(-0.03933112, 0.99525784, 2.44239332),
      SIMD3(-0.14650989, 0.9938654, 2.78837829),
      SIMD3(-0.28765583, 0.98139359, 2.93724618),
      SIMD3(-0.35528752, 0.9942739, 3.18187129),
      SIMD3(-0.49538961, 0.96923268, 3.19484388),
      SIMD3(-0.58780544, 0.97339124, 3.32763253),
      SIMD3(-0.66900489, 0.97444133, 3.44170617),
      SIMD3(-0.77825803, 0.96678414, 3.48652761),
      SIMD3(-0.87260977, 0.97626434, 3.61709836),
      SIMD3(-0.96782445, 0.97636983, 3.6779502),
      SIMD3(-1.07358977, 0.97407744, 3.71945379),
      SIMD3(-1.12531079, 0.99897105, 3.95114475),
      SIMD3(-1.16041007, 1.01629918, 4.14932643),
      SIMD3(-1.2975797, 1.015268, 4.17103882),
      SIMD3(-1.36743697, 1.03004743, 4.3223804),
      SIMD3(-1.43012785, 1.05139461, 4.53836755),
      SIMD3(-1.53311747, 1.05280599, 4.61175851),
      SIMD3(-1.65273586, 1.05932633, 4.69340428),
      SIMD3(-1.79350728, 1.04936541, 4.68380985),
      SIMD3(-1.9117747, 1.0588459, 4.8073354),
      SIMD3(-2.02659329, 1.07200268, 4.97772701),
      SIMD3(-2.18499383, 1.08674781, 5.14231666),
      SIMD3(-2.3765858, 1.11342895, 5.40268693),
      SIMD3(-2.51267262, 1.15305027, 5.88573096),
      SIMD3(-3.05559851, 1.17629253, 6.11067794),
    ],
    [
      SIMD3(-0.1250856, 0.98151496, 3.43036267),
      SIMD3(-0.27323021, 0.98324873, 3.83943122),
      SIMD3(-0.43148524, 0.98336371, 4.07662685),
      SIMD3(-0.48172245, 1.00450689, 4.44796533),
      SIMD3(-0.6898932, 0.99692978, 4.49665381),
      SIMD3(-0.7928579, 1.00417536, 4.69772537),
      SIMD3(-0.85066146, 1.01852003, 4.95584784),
      SIMD3(-1.06133796, 1.00719185, 4.90812703),
      SIMD3(-1.11977435, 1.03046019, 5.20741484),
      SIMD3(-1.20203015, 1.03885443, 5.3693925),
      SIMD3(-1.28736105, 1.04597379, 5.52416853),
      SIMD3(-1.45874969, 1.03549948, 5.4888527),
      SIMD3(-1.60889159, 1.03374376, 5.50958245),
      SIMD3(-1.64346161, 1.06767681, 5.89426861),
      SIMD3(-1.68334797, 1.09676432, 6.23634969),
      SIMD3(-1.81974576, 1.10216977, 6.34122715),
      SIMD3(-2.02648892, 1.0962988, 6.29077373),
      SIMD3(-2.04820499, 1.13491785, 6.75208304),
      SIMD3(-2.3230492, 1.12030935, 6.59886028),
      SIMD3(-2.59516448, 1.09122076, 6.32294425),
      SIMD3(-2.79776102, 1.09109337, 6.35576003),
      SIMD3(-3.03865047, 1.09037434, 6.37212114),
      SIMD3(-3.31299004, 1.10476754, 6.5282289),
      SIMD3(-3.65667229, 1.13355758, 6.84167661),
      SIMD3(-4.09174097, 1.21034051, 7.79013953),
    ],
  ]
}
