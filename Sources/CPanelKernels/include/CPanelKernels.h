#ifndef C_PANEL_KERNELS_H
#define C_PANEL_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// Logarithms and log-linear fits of many series at once, by the best instructions that the processor has.

/// Instructions that the kernels are made for, each set beyond the one before: what the compiler makes of the source for
/// any processor; AVX2 with FMA; AVX-512.
typedef enum { panel_portable, panel_avx2, panel_avx512 } panel_instructions;

/// The best that this processor has.
panel_instructions panel_best_instructions(void);

/// Natural logarithms of `count` numbers, each at most 1 ulp from the true one.
///
/// 0 gives -inf, below 0 and NaN give NaN, inf gives inf.
void panel_log(const double *values, double *logarithms, size_t count);

/// What the series of one panel have in common: the moments of their periods.
typedef struct {
  /// Periods of a series.
  size_t count;
  /// Times about their mean, in units of a period / count: whole numbers, so that nothing is lost.
  const double *times;
  /// Sum of the squared times.
  double square_sum;
  /// So many of those units are a year: the growth is per year.
  double per_year;
  /// 97.5 % quantile of Student's t with count - 2 degrees of freedom.
  double t_quantile;
} panel_grid;

/// Where the results go: one number a series in each, NaN for none.
typedef struct {
  double *growth, *standard_error, *low, *high, *r_squared, *sigma, *durbin_watson;
} panel_fits;

/// Fits `log y = a + b t` to `series` series of `grid->count` values each, one behind the other.
///
/// A series with a value that has no logarithm gets NaN everywhere. `scratch` has room for 32 * `grid->count` numbers.
void panel_fit(const double *values, size_t series, const panel_grid *grid, const panel_fits *fits, double *scratch);

/// As ``panel_log``, by given instructions, which the processor must have: for tests of all of them.
void panel_log_with(panel_instructions instructions, const double *values, double *logarithms, size_t count);

/// As ``panel_fit``, by given instructions, which the processor must have: for tests of all of them.
void panel_fit_with(
    panel_instructions instructions, const double *values, size_t series, const panel_grid *grid, const panel_fits *fits,
    double *scratch);

#endif
