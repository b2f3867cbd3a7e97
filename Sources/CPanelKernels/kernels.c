#include <math.h>
#include <string.h>

// Vectors pass between functions that are always inlined: no calling convention is at stake.
#pragma GCC diagnostic ignored "-Wpsabi"

#include "CPanelKernels.h"

// Logarithm of what is not a positive normal number.
static double special_log(double x) {
  if (x > 0 && isfinite(x)) {
    double result;
    panel_log(&(double){x * 0x1p54}, &result, 1);
    return result - 54 * 0.6931471805599453094;
  }
  return x == 0 ? -INFINITY : x > 0 ? INFINITY : NAN;
}

// Series whose sums are made before the figures of the first of them: enough to keep the processor's pipes full.
enum { fit_block = 104 };

// 1 / (2 j + 1); the first as sums of two numbers.
static const struct {
  double high, low;
} reciprocals[] = {
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
    {1.0 / 23, 0}, {1.0 / 25, 0}, {1.0 / 27, 0}, {1.0 / 29, 0}, {1.0 / 31, 0}, {1.0 / 33, 0},
    {1.0 / 35, 0}, {1.0 / 37, 0}, {1.0 / 39, 0}, {1.0 / 41, 0}, {1.0 / 43, 0}, {1.0 / 45, 0},
};
enum { exact_pairs = 11, exact_terms = sizeof reciprocals / sizeof reciprocals[0] };

// Sums of one series that hold their digits.
typedef struct {
  double slope, squares, residual, steps;
} exact_sums;

static double finite_or_nan(double x) { return isfinite(x) ? x : NAN; }

// The figures of one series from its sums, by the C library; NaN where there are none.
static void exact_figures(const exact_sums *sums, const panel_grid *grid, double *const out[7], size_t place) {
  for (int row = 0; row < 7; row++) out[row][place] = NAN;
  const double degrees = (double)grid->count - 2;
  if (!sums || degrees < 0) return;
  double rate = sums->slope * grid->per_year, growth = expm1(rate);
  out[0][place] = finite_or_nan(growth);
  if (degrees == 0) return;
  double sigma = sqrt(sums->residual / degrees);
  double rate_error = sigma / sqrt(sums->squares) * grid->per_year;
  double reach = grid->t_quantile * rate_error;
  out[1][place] = finite_or_nan(rate_error * (growth + 1));
  out[2][place] = finite_or_nan(expm1(rate - reach));
  out[3][place] = finite_or_nan(expm1(rate + reach));
  // A part of this sum is at most 1, however the sum is rounded; a share of the squares about the mean may be above.
  double explained = sums->slope * sums->slope * sums->squares, total = explained + sums->residual;
  if (total > 0) out[4][place] = explained / total;
  out[5][place] = sigma;
  if (sums->residual > 0) out[6][place] = sums->steps / sums->residual;
}

#define NAME(x) x##_portable
#define TARGET
#define LANES 4
#include "every.h"

#if defined(__x86_64__)

#define NAME(x) x##_avx2
#define TARGET __attribute__((target("avx2,fma,bmi")))
#define LANES 4
#include "every.h"

#define NAME(x) x##_avx512
#define TARGET __attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,fma,bmi")))
#define LANES 8
#include "every.h"

panel_instructions panel_best_instructions(void) {
  if (__builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
    return panel_avx512;
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? panel_avx2 : panel_portable;
}

void panel_log_with(panel_instructions instructions, const double *values, double *logarithms, size_t count) {
  switch (instructions) {
    case panel_avx512: log_avx512(values, logarithms, count); break;
    case panel_avx2: log_avx2(values, logarithms, count); break;
    default: log_portable(values, logarithms, count);
  }
}

void panel_fit_with(
    panel_instructions instructions, const double *values, size_t series, const panel_grid *grid, const panel_fits *fits,
    double *scratch) {
  switch (instructions) {
    case panel_avx512: fit_avx512(values, series, grid, fits, scratch); break;
    case panel_avx2: fit_avx2(values, series, grid, fits, scratch); break;
    default: fit_portable(values, series, grid, fits, scratch);
  }
}

#else

panel_instructions panel_best_instructions(void) { return panel_portable; }

void panel_log_with(panel_instructions instructions, const double *values, double *logarithms, size_t count) {
  (void)instructions;
  log_portable(values, logarithms, count);
}

void panel_fit_with(
    panel_instructions instructions, const double *values, size_t series, const panel_grid *grid, const panel_fits *fits,
    double *scratch) {
  (void)instructions;
  fit_portable(values, series, grid, fits, scratch);
}

#endif

void panel_log(const double *values, double *logarithms, size_t count) {
  panel_log_with(panel_best_instructions(), values, logarithms, count);
}

void panel_fit(const double *values, size_t series, const panel_grid *grid, const panel_fits *fits, double *scratch) {
  panel_fit_with(panel_best_instructions(), values, series, grid, fits, scratch);
}
