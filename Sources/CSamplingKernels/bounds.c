#include <math.h>

#include "kernels.h"

// Log of a sum of exponentials; minus infinity of none.
static double log_sum(const int32_t *places, int32_t count, const double *values) {
  if (count == 0) return -INFINITY;
  if (count == 1) return values[places[0]];
  double top = -INFINITY, sum = 0;
  for (int32_t k = 0; k < count; k++) top = fmax(top, values[places[k]]);
  for (int32_t k = 0; k < count; k++) sum += exp(values[places[k]] - top);
  return top + log(sum);
}

// Log of the difference of two exponentials; minus infinity where it is not positive.
static double log_difference(double large, double small) {
  return large > small ? large + log1p(-exp(small - large)) : -INFINITY;
}

void sampling_bound_levels(
  const sampling_bounds *bounds, const double *values, const double *scales, const double *totals, double *levels) {
  for (int32_t bound = 0; bound < bounds->count; bound++, levels += 2) {
    levels[0] = levels[1] = 0;
    int32_t shape = bounds->shapes[bound], sum = bounds->sums[bound];
    if (shape == sampling_ordered) continue;
    const int32_t *starts = bounds->starts + 4 * bound, *places = bounds->places;
    double whole = log_sum(places + starts[3], starts[4] - starts[3], values), parts;
    if (sum < 0) {
      parts = log_sum(places + starts[1], starts[2] - starts[1], values);
    } else {
      double own = 0;
      for (int32_t k = starts[0]; k < starts[1]; k++) own += exp(values[places[k]] - scales[sum]);
      double rest = totals[sum] - own;
      parts = rest > 0 ? scales[sum] + log(rest) : -INFINITY;
    }
    switch (shape) {
      case sampling_at_most: levels[0] = log_difference(whole, parts); break;
      case sampling_at_least: levels[0] = log_difference(parts, whole); break;
      default: levels[0] = parts, levels[1] = whole;
    }
  }
}

void sampling_limit_levels(
  const sampling_bounds *bounds, const double *values, const double *scales, const double *totals, double *levels) {
  sampling_bound_levels(bounds, values, scales, totals, levels);
  for (int32_t bound = 0; bound < bounds->count; bound++, levels += 2) {
    const int32_t *starts = bounds->starts + 4 * bound;
    // Where rounding has left a value beyond its limit, the limit is where it is.
    if (bounds->shapes[bound] == sampling_at_most) {
      levels[0] = fmax(levels[0], values[bounds->places[starts[0]]]);
    } else if (bounds->shapes[bound] == sampling_at_least) {
      levels[0] = -fmin(levels[0], values[bounds->places[starts[2]]]);
    }
  }
}
