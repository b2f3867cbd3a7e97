#include <math.h>

#include "kernels.h"

// Log of the share from which the logit goes on straight: it has no end there.
static const double largest_log_share = -0.02;

double sampling_logit(const sampling_tie *tie, double anchor, const double *values, sampling_state *state) {
  double quantity = tie->constant, ratio = 0;
  if (tie->origin >= 0) {
    ratio = tie->ratio;
    quantity += ratio * values[tie->origin];
  }
  if (tie->is_linear) {
    state->by_anchor = -tie->sign;
    state->by_origin = tie->sign * ratio;
    return tie->sign * (quantity - anchor);
  }
  double log_share = tie->anchor_is_sum ? quantity - anchor : anchor - quantity;
  double inside = log_share < largest_log_share ? log_share : largest_log_share;
  double rest = -expm1(inside), slope = 1 / rest;
  double by_quantity = tie->anchor_is_sum ? tie->sign * slope : -tie->sign * slope;
  state->by_anchor = -by_quantity;
  state->by_origin = by_quantity * ratio;
  return tie->sign * (inside - log(rest) + slope * (log_share - inside));
}

static inline void refresh_step(const sampling_step *step, int32_t n, double *values, sampling_state *state) {
  double anchor = values[n + step->first];
  if (step->origin >= 0) anchor += step->ratio * values[step->origin];
  if (!step->is_pair) {
    values[step->first] = anchor;
    return;
  }
  double logit = values[n + step->second];
  if (step->has_tie) logit += sampling_logit(&step->tie, anchor, values, state);
  double ratio = exp(-fabs(logit)), sum_of_both = 1 + ratio, large = 1 / sum_of_both, small = ratio * large;
  // log1p(ratio): the log of the rounded sum, and what rounding took from it.
  double tail = log(sum_of_both) + (ratio - (sum_of_both - 1)) * large;
  // How far the first and the second lie below the sum.
  double first_gap, second_gap;
  if (logit > 0) {
    first_gap = tail, second_gap = tail + logit;
    state->first_share = large, state->second_share = small;
  } else {
    first_gap = tail - logit, second_gap = tail;
    state->first_share = small, state->second_share = large;
  }
  double sum = anchor;
  if (step->anchor == sampling_first) sum += first_gap;
  if (step->anchor == sampling_second) sum += second_gap;
  values[step->sum] = sum;
  values[step->first] = step->anchor == sampling_first ? anchor : sum - first_gap;
  values[step->second] = step->anchor == sampling_second ? anchor : sum - second_gap;
}

static inline void add_to_anchor(const sampling_step *step, int32_t n, double slope, double *gradient) {
  gradient[n + step->first] += slope;
  if (step->origin >= 0) gradient[step->origin] += step->ratio * slope;
}

static inline void pull_back_step(
  const sampling_step *step, int32_t n, const sampling_state *state, double *gradient) {
  double by_first = gradient[step->first];
  gradient[step->first] = 0;
  if (!step->is_pair) {
    add_to_anchor(step, n, by_first, gradient);
    return;
  }
  double by_second = gradient[step->second], by_sum = gradient[step->sum];
  gradient[step->second] = 0;
  gradient[step->sum] = 0;
  // The anchor moves all three alike.
  add_to_anchor(step, n, by_first + by_second + by_sum, gradient);
  double by_logit;
  switch (step->anchor) {
    case sampling_sum: by_logit = state->second_share * by_first - state->first_share * by_second; break;
    case sampling_first: by_logit = -by_second - state->second_share * by_sum; break;
    default: by_logit = by_first + state->first_share * by_sum;
  }
  gradient[n + step->second] += by_logit;
  if (!step->has_tie) return;
  add_to_anchor(step, n, by_logit * state->by_anchor, gradient);
  if (step->tie.origin >= 0) gradient[step->tie.origin] += by_logit * state->by_origin;
}

void sampling_refresh(const sampling_coordinates *coordinates, double *values, sampling_state *states) {
  int32_t n = coordinates->count;
  for (int32_t k = 0; k < coordinates->plain_count; k++) {
    int32_t place = coordinates->plain[k];
    values[place] = values[n + place];
  }
  for (int32_t k = 0; k < coordinates->step_count; k++) refresh_step(&coordinates->steps[k], n, values, &states[k]);
}

void refresh_support(
  const sampling_coordinates *coordinates, const sampling_support *support, double *values, sampling_state *states) {
  int32_t n = coordinates->count;
  for (int32_t k = 0; k < support->plain_count; k++) {
    int32_t place = support->plain[k];
    values[place] = values[n + place];
  }
  for (int32_t k = 0; k < support->step_count; k++) {
    int32_t step = support->steps[k];
    refresh_step(&coordinates->steps[step], n, values, &states[step]);
  }
}

static inline void pull_back_plain(const int32_t *plain, int32_t count, int32_t n, double *gradient) {
  for (int32_t k = 0; k < count; k++) {
    gradient[n + plain[k]] += gradient[plain[k]];
    gradient[plain[k]] = 0;
  }
}

void sampling_pull_back(const sampling_coordinates *coordinates, const sampling_state *states, double *gradient) {
  int32_t n = coordinates->count;
  for (int32_t k = coordinates->step_count - 1; k >= 0; k--) {
    pull_back_step(&coordinates->steps[k], n, &states[k], gradient);
  }
  pull_back_plain(coordinates->plain, coordinates->plain_count, n, gradient);
}

void pull_back_support(
  const sampling_coordinates *coordinates, const sampling_support *support, const sampling_state *states,
  double *gradient) {
  int32_t n = coordinates->count;
  for (int32_t k = support->step_count - 1; k >= 0; k--) {
    int32_t step = support->steps[k];
    pull_back_step(&coordinates->steps[step], n, &states[step], gradient);
  }
  pull_back_plain(support->plain, support->plain_count, n, gradient);
}
