#include "CBoostMath.h"
#include "Policy.hpp"
#include <boost/math/distributions/binomial.hpp>

using namespace boost::math;

FACE(binomial, binomial_distribution, TWO(trials, success), PAIR(trials, success))
