#include "CBoostMath.h"
#include "Policy.hpp"
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

using namespace boost::math;

FACE(normal, normal_distribution, NONE, NONE)
FACE(t, students_t_distribution, ONE(degrees), degrees)
FACE(chi_squared, chi_squared_distribution, ONE(degrees), degrees)
FACE(f, fisher_f_distribution, TWO(numerator, denominator), PAIR(numerator, denominator))
FACE(beta, beta_distribution, TWO(alpha, beta), PAIR(alpha, beta))
FACE(gamma, gamma_distribution, TWO(shape, scale), PAIR(shape, scale))
