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

double sum_of_exponentials(const int32_t *places, int32_t count, const double *values, double scale) {
  double sum = 0;
  for (int32_t k = 0; k < count; k++) sum += exp(values[places[k]] - scale);
  return sum;
}

void bound_levels(
  const sampling_bounds *bounds, const double *values, const double *scales, const double *totals, double *levels,
  double *own_sums) {
  for (int32_t bound = 0; bound < bounds->count; bound++, levels += 2) {
    levels[0] = levels[1] = 0;
    int32_t shape = bounds->shapes[bound], sum = bounds->sums[bound];
    const int32_t *starts = bounds->starts + 4 * bound, *places = bounds->places;
    if (sum >= 0) own_sums[bound] = sum_of_exponentials(places + starts[0], starts[1] - starts[0], values, scales[sum]);
    if (shape == sampling_ordered) continue;
    double whole = log_sum(places + starts[3], starts[4] - starts[3], values);
    if (sum >= 0 && shape == sampling_at_most) {
      double left = exp(whole - scales[sum]) - (totals[sum] - own_sums[bound]);
      levels[0] = fmax(left > 0 ? scales[sum] + log(left) : -INFINITY, values[places[starts[0]]]);
      continue;
    }
    double parts;
    if (sum < 0) {
      parts = log_sum(places + starts[1], starts[2] - starts[1], values);
    } else {
      double rest = totals[sum] - own_sums[bound];
      parts = rest > 0 ? scales[sum] + log(rest) : -INFINITY;
    }
    // Where rounding has left a value beyond its limit, the limit is where it is.
    switch (shape) {
      case sampling_at_most: levels[0] = fmax(log_difference(whole, parts), values[places[starts[0]]]); break;
      case sampling_at_least: levels[0] = -fmin(log_difference(parts, whole), values[places[starts[2]]]); break;
      default: levels[0] = parts, levels[1] = whole;
    }
  }
}
