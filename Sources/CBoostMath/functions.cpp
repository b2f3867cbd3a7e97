#include "CBoostMath.h"
#include "Face.hpp"
#include <boost/math/special_functions/gamma.hpp>

extern "C" double boost_log_gamma(double x) {
  return face::value(true, [=] { return boost::math::lgamma(x, face::Policy()); });
}
