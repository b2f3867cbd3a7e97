#include <math.h>

#include "kernels.h"

static double largest(const int32_t *places, int32_t count, double rest, const double *values) {
  double top = rest;
  for (int32_t k = 0; k < count; k++) {
    if (values[places[k]] > top) top = values[places[k]];
  }
  return top;
}

static double log_sum(const int32_t *places, int32_t count, double rest, double top, const double *values) {
  if (!(top > -INFINITY)) return top;
  double sum = exp(rest - top);
  for (int32_t k = 0; k < count; k++) sum += exp(values[places[k]] - top);
  return top + log(sum);
}

double limit_excess(const sampling_limit *limit, const double *level, const double *values) {
  if (limit->kind == sampling_linear) {
    double value = -level[0];
    for (int32_t k = 0; k < limit->count; k++) value += limit->coefficients[k] * values[limit->places[k]];
    return value;
  }
  if (limit->kind == sampling_log_sums) {
    const int32_t *second = limit->places + limit->split;
    int32_t count = limit->count - limit->split;
    double first_top = largest(limit->places, limit->split, level[0], values);
    double second_top = largest(second, count, level[1], values);
    return log_sum(limit->places, limit->split, level[0], first_top, values)
      - log_sum(second, count, level[1], second_top, values);
  }
  // Derivatives are not asked for.
  double shares[limit->count > 0 ? limit->count : 1];
  return limit->sign * expression_value(&limit->expression, values, shares) - level[0];
}

void add_limit_gradient(
  const sampling_limit *limit, const double *level, const double *values, double *gradient, double *shares) {
  if (limit->kind == sampling_linear) {
    for (int32_t k = 0; k < limit->count; k++) gradient[limit->places[k]] += limit->coefficients[k];
    return;
  }
  if (limit->kind == sampling_log_sums) {
    int32_t ends[] = {0, limit->split, limit->count};
    for (int side = 0; side < 2; side++) {
      const int32_t *places = limit->places + ends[side];
      int32_t count = ends[side + 1] - ends[side];
      double total = log_sum(places, count, level[side], largest(places, count, level[side], values), values);
      double sign = side == 0 ? 1 : -1;
      for (int32_t k = 0; k < count; k++) gradient[places[k]] += sign * exp(values[places[k]] - total);
    }
    return;
  }
  expression_value(&limit->expression, values, shares);
  add_gradient(&limit->expression, shares, limit->sign, gradient);
}
