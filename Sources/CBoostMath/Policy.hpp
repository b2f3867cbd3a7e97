#ifndef C_BOOST_MATH_POLICY_HPP
#define C_BOOST_MATH_POLICY_HPP

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

/// Runs a calculation; whatever it throws becomes NaN.
template <class Calculation>
double value(Calculation calculation) noexcept {
  try {
    return calculation();
  } catch (...) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace face

// The five functions of a distribution with one or two parameters.
#define FACE(name, type, PARAMETERS, ARGUMENTS)                                               \
  extern "C" double boost_##name##_density(PARAMETERS double x) {                             \
    return face::value([&] { return pdf(type<double, face::Policy>(ARGUMENTS), x); });        \
  }                                                                                           \
  extern "C" double boost_##name##_cdf(PARAMETERS double x) {                                 \
    return face::value([&] { return cdf(type<double, face::Policy>(ARGUMENTS), x); });        \
  }                                                                                           \
  extern "C" double boost_##name##_survival(PARAMETERS double x) {                            \
    return face::value([&] { return cdf(complement(type<double, face::Policy>(ARGUMENTS), x)); }); \
  }                                                                                           \
  extern "C" double boost_##name##_quantile(PARAMETERS double p) {                            \
    return face::value([&] { return quantile(type<double, face::Policy>(ARGUMENTS), p); });   \
  }                                                                                           \
  extern "C" double boost_##name##_upper_quantile(PARAMETERS double p) {                      \
    return face::value([&] { return quantile(complement(type<double, face::Policy>(ARGUMENTS), p)); }); \
  }

#define NONE
#define ONE(a) double a,
#define TWO(a, b) double a, double b,
#define PAIR(a, b) a, b

#endif
