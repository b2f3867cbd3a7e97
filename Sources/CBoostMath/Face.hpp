#ifndef C_BOOST_MATH_FACE_HPP
#define C_BOOST_MATH_FACE_HPP

#include <boost/math/distributions/complement.hpp>
#include <boost/math/policies/policy.hpp>
#include <limits>

namespace face {

using namespace boost::math::policies;

// Every kind of error is a value. Quantiles of discrete distributions round up: the smallest count that reaches the
// probability.
using Policy = policy<
    domain_error<ignore_error>, pole_error<ignore_error>, overflow_error<ignore_error>, underflow_error<ignore_error>,
    denorm_error<ignore_error>, rounding_error<ignore_error>, evaluation_error<ignore_error>,
    indeterminate_result_error<ignore_error>, promote_float<false>, promote_double<false>,
    discrete_quantile<integer_round_up>>;

/// Valid parameters of most distributions: positive and finite.
struct AllPositive {
  template <class... Parameters>
  static bool valid(Parameters... p) {
    return ((p > 0 && p <= std::numeric_limits<double>::max()) && ...);
  }
};

/// Runs a calculation if its parameters are valid; otherwise, and whatever it throws, NaN.
///
/// Boost's own checks of the parameters differ from function to function once errors are values, so ours come first.
template <class Calculation>
double value(bool valid, Calculation calculation) noexcept {
  if (!valid) return std::numeric_limits<double>::quiet_NaN();
  try {
    return calculation();
  } catch (...) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

/// The five functions of one distribution, whose parameters `Check` judges.
template <template <class, class> class Distribution, class Check = AllPositive>
struct Law {
  using Type = Distribution<double, Policy>;

  template <class... Parameters>
  static double density(double x, Parameters... parameters) {
    return value(Check::valid(parameters...), [=] { return pdf(Type(parameters...), x); });
  }
  template <class... Parameters>
  static double below(double x, Parameters... parameters) {
    return value(Check::valid(parameters...), [=] { return cdf(Type(parameters...), x); });
  }
  template <class... Parameters>
  static double above(double x, Parameters... parameters) {
    return value(Check::valid(parameters...), [=] { return cdf(boost::math::complement(Type(parameters...), x)); });
  }
  template <class... Parameters>
  static double lowerQuantile(double p, Parameters... parameters) {
    return value(Check::valid(parameters...), [=] { return quantile(Type(parameters...), p); });
  }
  template <class... Parameters>
  static double upperQuantile(double p, Parameters... parameters) {
    return value(Check::valid(parameters...), [=] {
      return quantile(boost::math::complement(Type(parameters...), p));
    });
  }
};

}  // namespace face

#endif
