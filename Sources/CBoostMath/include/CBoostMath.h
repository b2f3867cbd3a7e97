#ifndef C_BOOST_MATH_H
#define C_BOOST_MATH_H

// Boost.Math with a C face. One policy for all: a domain error (a parameter or an argument outside its range, or NaN)
// gives NaN, overflow gives an infinity, and no exception leaves a function. Results are computed in double, without
// promotion to long double, so that every processor gives the same kind of accuracy.
//
// `upper` functions are the complements: survival = 1 - cdf without cancellation, upper_quantile is its inverse.

#ifdef __cplusplus
extern "C" {
#endif

double boost_normal_density(double x);
double boost_normal_cdf(double x);
double boost_normal_survival(double x);
double boost_normal_quantile(double probability);
double boost_normal_upper_quantile(double probability);

double boost_t_density(double degrees, double x);
double boost_t_cdf(double degrees, double x);
double boost_t_survival(double degrees, double x);
double boost_t_quantile(double degrees, double probability);
double boost_t_upper_quantile(double degrees, double probability);

double boost_chi_squared_density(double degrees, double x);
double boost_chi_squared_cdf(double degrees, double x);
double boost_chi_squared_survival(double degrees, double x);
double boost_chi_squared_quantile(double degrees, double probability);
double boost_chi_squared_upper_quantile(double degrees, double probability);

double boost_f_density(double numerator, double denominator, double x);
double boost_f_cdf(double numerator, double denominator, double x);
double boost_f_survival(double numerator, double denominator, double x);
double boost_f_quantile(double numerator, double denominator, double probability);
double boost_f_upper_quantile(double numerator, double denominator, double probability);

double boost_beta_density(double alpha, double beta, double x);
double boost_beta_cdf(double alpha, double beta, double x);
double boost_beta_survival(double alpha, double beta, double x);
double boost_beta_quantile(double alpha, double beta, double probability);
double boost_beta_upper_quantile(double alpha, double beta, double probability);

double boost_gamma_density(double shape, double scale, double x);
double boost_gamma_cdf(double shape, double scale, double x);
double boost_gamma_survival(double shape, double scale, double x);
double boost_gamma_quantile(double shape, double scale, double probability);
double boost_gamma_upper_quantile(double shape, double scale, double probability);

double boost_binomial_density(double trials, double success, double x);
double boost_binomial_cdf(double trials, double success, double x);
double boost_binomial_survival(double trials, double success, double x);
double boost_binomial_quantile(double trials, double success, double probability);
double boost_binomial_upper_quantile(double trials, double success, double probability);

#ifdef __cplusplus
}
#endif

#endif
