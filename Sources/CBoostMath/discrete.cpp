#include "CBoostMath.h"
#include "Face.hpp"
#include <boost/math/distributions/binomial.hpp>

namespace {

struct Trials {
  static bool valid(double n, double q) {
    return n >= 0 && n <= std::numeric_limits<double>::max() && q >= 0 && q <= 1;
  }
};

}  // namespace

extern "C" {

using Binomial = face::Law<boost::math::binomial_distribution, Trials>;
double boost_binomial_density(double n, double q, double x) { return Binomial::density(x, n, q); }
double boost_binomial_cdf(double n, double q, double x) { return Binomial::below(x, n, q); }
double boost_binomial_survival(double n, double q, double x) { return Binomial::above(x, n, q); }
double boost_binomial_quantile(double n, double q, double p) { return Binomial::lowerQuantile(p, n, q); }
double boost_binomial_upper_quantile(double n, double q, double p) { return Binomial::upperQuantile(p, n, q); }

}  // extern "C"
