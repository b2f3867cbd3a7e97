#include <math.h>

// Vectors pass between functions that are always inlined: no calling convention is at stake.
#pragma GCC diagnostic ignored "-Wpsabi"
#include <string.h>

#include "CPanelKernels.h"
#include "exact.h"

// Logarithm of what is not a positive normal number.
static double special_log(double x) {
  if (x > 0 && isfinite(x)) {
    double result;
    panel_log(&(double){x * 0x1p54}, &result, 1);
    return result - 54 * 0.6931471805599453094;
  }
  return x == 0 ? -INFINITY : x > 0 ? INFINITY : NAN;
}

#define NAME(x) x##_portable
#define TARGET
#include "lanes.h"
#undef NAME
#undef TARGET

#if defined(__x86_64__)

#define NAME(x) x##_avx2
#define TARGET __attribute__((target("avx2,fma,bmi")))
#include "lanes.h"
#undef NAME
#undef TARGET

#define NAME(x) x##_avx512
#define TARGET __attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,fma,bmi")))
#include "lanes.h"
#undef NAME
#undef TARGET

void panel_log(const double *values, double *logarithms, size_t count) {
  if (__builtin_cpu_supports("avx512dq")) log_avx512(values, logarithms, count);
  else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) log_avx2(values, logarithms, count);
  else log_portable(values, logarithms, count);
}

void panel_fit(const double *values, size_t series, const panel_grid *grid, const panel_fits *fits, double *scratch) {
  if (__builtin_cpu_supports("avx512dq")) fit_avx512(values, series, grid, fits, scratch);
  else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) fit_avx2(values, series, grid, fits, scratch);
  else fit_portable(values, series, grid, fits, scratch);
}

#else

void panel_log(const double *values, double *logarithms, size_t count) { log_portable(values, logarithms, count); }

void panel_fit(const double *values, size_t series, const panel_grid *grid, const panel_fits *fits, double *scratch) {
  fit_portable(values, series, grid, fits, scratch);
}

#endif
