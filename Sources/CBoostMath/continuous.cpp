#include "CBoostMath.h"
#include "Face.hpp"
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

extern "C" {

using Normal = face::Law<boost::math::normal_distribution>;
double boost_normal_density(double x) { return Normal::density(x); }
double boost_normal_cdf(double x) { return Normal::below(x); }
double boost_normal_survival(double x) { return Normal::above(x); }
double boost_normal_quantile(double p) { return Normal::lowerQuantile(p); }
double boost_normal_upper_quantile(double p) { return Normal::upperQuantile(p); }

using T = face::Law<boost::math::students_t_distribution>;
double boost_t_density(double v, double x) { return T::density(x, v); }
double boost_t_cdf(double v, double x) { return T::below(x, v); }
double boost_t_survival(double v, double x) { return T::above(x, v); }
double boost_t_quantile(double v, double p) { return T::lowerQuantile(p, v); }
double boost_t_upper_quantile(double v, double p) { return T::upperQuantile(p, v); }

using ChiSquared = face::Law<boost::math::chi_squared_distribution>;
double boost_chi_squared_density(double v, double x) { return ChiSquared::density(x, v); }
double boost_chi_squared_cdf(double v, double x) { return ChiSquared::below(x, v); }
double boost_chi_squared_survival(double v, double x) { return ChiSquared::above(x, v); }
double boost_chi_squared_quantile(double v, double p) { return ChiSquared::lowerQuantile(p, v); }
double boost_chi_squared_upper_quantile(double v, double p) { return ChiSquared::upperQuantile(p, v); }

using F = face::Law<boost::math::fisher_f_distribution>;
double boost_f_density(double m, double n, double x) { return F::density(x, m, n); }
double boost_f_cdf(double m, double n, double x) { return F::below(x, m, n); }
double boost_f_survival(double m, double n, double x) { return F::above(x, m, n); }
double boost_f_quantile(double m, double n, double p) { return F::lowerQuantile(p, m, n); }
double boost_f_upper_quantile(double m, double n, double p) { return F::upperQuantile(p, m, n); }

using Beta = face::Law<boost::math::beta_distribution>;
double boost_beta_density(double a, double b, double x) { return Beta::density(x, a, b); }
double boost_beta_cdf(double a, double b, double x) { return Beta::below(x, a, b); }
double boost_beta_survival(double a, double b, double x) { return Beta::above(x, a, b); }
double boost_beta_quantile(double a, double b, double p) { return Beta::lowerQuantile(p, a, b); }
double boost_beta_upper_quantile(double a, double b, double p) { return Beta::upperQuantile(p, a, b); }

using Gamma = face::Law<boost::math::gamma_distribution>;
double boost_gamma_density(double a, double b, double x) { return Gamma::density(x, a, b); }
double boost_gamma_cdf(double a, double b, double x) { return Gamma::below(x, a, b); }
double boost_gamma_survival(double a, double b, double x) { return Gamma::above(x, a, b); }
double boost_gamma_quantile(double a, double b, double p) { return Gamma::lowerQuantile(p, a, b); }
double boost_gamma_upper_quantile(double a, double b, double p) { return Gamma::upperQuantile(p, a, b); }

}  // extern "C"
