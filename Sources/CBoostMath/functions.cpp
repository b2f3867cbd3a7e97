#include "CBoostMath.h"
#include "Policy.hpp"
#include <boost/math/special_functions/gamma.hpp>

using namespace boost::math;

extern "C" double boost_log_gamma(double x) {
  return face::value([&] { return lgamma(x, face::Policy()); });
}
