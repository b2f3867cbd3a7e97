// The log-linear fit in double-double arithmetic, for series whose residuals are near the rounding of their logarithms.
// Reference: T. J. Dekker, "A floating-point technique for extending the available precision", 1971.

#include "exact.h"

#include <math.h>

typedef struct {
  double high, low;
} pair;

static pair sum_of(double a, double b) {
  double high = a + b, part = high - a;
  return (pair){high, (a - (high - part)) + (b - part)};
}

static pair ordered_sum(double large, double small) {
  double high = large + small;
  return (pair){high, small - (high - large)};
}

static pair plus(pair a, pair b) {
  pair high = sum_of(a.high, b.high), low = sum_of(a.low, b.low);
  high = ordered_sum(high.high, high.low + low.high);
  return ordered_sum(high.high, high.low + low.low);
}

static pair minus(pair a, pair b) { return plus(a, (pair){-b.high, -b.low}); }

static pair times(pair a, pair b) {
  double high = a.high * b.high;
  double low = fma(a.high, b.high, -high) + (a.high * b.low + a.low * b.high);
  return ordered_sum(high, low);
}

static pair times_number(pair a, double b) { return times(a, (pair){b, 0}); }

static pair over(pair a, pair b) {
  double quotient = a.high / b.high;
  pair rest = minus(a, times_number(b, quotient));
  double more = rest.high / b.high;
  rest = minus(rest, times_number(b, more));
  return plus(ordered_sum(quotient, more), (pair){rest.high / b.high, 0});
}

// 1 / (2 j + 1).
static const pair reciprocals[] = {
    {0x1.0000000000000p+0, 0x0.0p+0},
    {0x1.5555555555555p-2, 0x1.5555555555555p-56},
    {0x1.999999999999ap-3, -0x1.999999999999ap-57},
    {0x1.2492492492492p-3, 0x1.2492492492492p-57},
    {0x1.c71c71c71c71cp-4, 0x1.c71c71c71c71cp-58},
    {0x1.745d1745d1746p-4, -0x1.745d1745d1746p-59},
    {0x1.3b13b13b13b14p-4, -0x1.3b13b13b13b14p-58},
    {0x1.1111111111111p-4, 0x1.1111111111111p-60},
    {0x1.e1e1e1e1e1e1ep-5, 0x1.e1e1e1e1e1e1ep-61},
    {0x1.af286bca1af28p-5, 0x1.af286bca1af28p-59},
    {0x1.8618618618618p-5, 0x1.8618618618618p-59},
};
enum { pair_terms = sizeof reciprocals / sizeof reciprocals[0], terms = 23 };

// log(value / base), both above 0 and finite: 2 artanh((q - 1) / (q + 1)) for q near 1.
static pair log_ratio(double value, double base) {
  if (value == base) return (pair){0, 0};
  int exponent, base_exponent;
  double mantissa = frexp(value, &exponent), base_mantissa = frexp(base, &base_exponent);
  exponent -= base_exponent;
  pair ratio = over((pair){mantissa, 0}, (pair){base_mantissa, 0});
  if (ratio.high > 1.4142135623730951) {
    ratio = (pair){ratio.high / 2, ratio.low / 2};
    exponent += 1;
  } else if (ratio.high < 0.7071067811865476) {
    ratio = (pair){ratio.high * 2, ratio.low * 2};
    exponent -= 1;
  }
  pair distance = plus(ratio, (pair){-1, 0});
  pair s = over(distance, plus(ratio, (pair){1, 0}));
  pair z = times(s, s);
  // Terms from the eleventh on are below an ulp of the sum: plain doubles do.
  double rest = 0;
  for (int term = terms - 1; term >= pair_terms; term--) rest = rest * z.high + 1.0 / (2 * term + 1);
  pair series = {rest, 0};
  for (int term = pair_terms - 1; term >= 0; term--) series = plus(times(series, z), reciprocals[term]);
  pair log = times_number(times(s, series), 2);
  return plus(log, times_number((pair){0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}, exponent));
}

static double finite_or_nan(double x) { return isfinite(x) ? x : NAN; }

// Results below this share of the largest logarithm are the rounding of this arithmetic.
static const double resolution = 0x1p-96;

void panel_fit_exactly(
    const double *values, size_t place, const panel_grid *grid, const panel_fits *fits, double *scratch) {
  const size_t n = grid->count;
  fits->growth[place] = fits->standard_error[place] = fits->low[place] = fits->high[place] = NAN;
  fits->r_squared[place] = fits->sigma[place] = fits->durbin_watson[place] = NAN;
  if (n < 2) return;
  for (size_t t = 0; t < n; t++) {
    if (!(values[t] > 0 && isfinite(values[t]))) return;
  }
  pair *logs = (pair *)scratch;
  pair sum = {0, 0}, moment = {0, 0}, squares = {0, 0};
  double largest = 0;
  for (size_t t = 0; t < n; t++) {
    logs[t] = log_ratio(values[t], values[0]);
    sum = plus(sum, logs[t]);
    moment = plus(moment, times_number(logs[t], grid->times[t]));
    squares = plus(squares, times_number((pair){grid->times[t], 0}, grid->times[t]));
    largest = fmax(largest, fabs(logs[t].high));
  }
  pair mean = over(sum, (pair){(double)n, 0}), slope = over(moment, squares);
  double floor = (double)n * (largest * resolution) * (largest * resolution);
  if (slope.high * slope.high * squares.high <= floor) slope = (pair){0, 0};
  double total = 0, residual = 0, steps = 0;
  pair previous = {0, 0};
  for (size_t t = 0; t < n; t++) {
    pair deviation = minus(logs[t], mean);
    pair error = minus(deviation, times_number(slope, grid->times[t]));
    if (t > 0) {
      double step = minus(error, previous).high;
      steps += step * step;
    }
    total += deviation.high * deviation.high;
    residual += error.high * error.high;
    previous = error;
  }
  double rate = slope.high * grid->per_year, growth = expm1(rate);
  fits->growth[place] = finite_or_nan(growth);
  if (n < 3) return;
  if (residual <= floor) residual = 0;
  double sigma = sqrt(residual / ((double)n - 2));
  double rate_error = sigma / sqrt(squares.high) * grid->per_year;
  double reach = grid->t_quantile * rate_error;
  fits->standard_error[place] = finite_or_nan(rate_error * (growth + 1));
  fits->low[place] = finite_or_nan(expm1(rate - reach));
  fits->high[place] = finite_or_nan(expm1(rate + reach));
  fits->sigma[place] = sigma;
  if (total > 0) fits->r_squared[place] = slope.high * slope.high * squares.high / total;
  if (residual > 0) fits->durbin_watson[place] = steps / residual;
}
