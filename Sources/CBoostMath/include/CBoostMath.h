#ifndef C_BOOST_MATH_H
#define C_BOOST_MATH_H

#ifdef __cplusplus
extern "C" {
#endif

/// Standard normal quantile; NaN outside (0, 1).
double boost_normal_quantile(double probability);

#ifdef __cplusplus
}
#endif

#endif
