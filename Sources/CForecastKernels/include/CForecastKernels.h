#ifndef C_FORECAST_KERNELS_H
#define C_FORECAST_KERNELS_H

#include <stddef.h>

// Searches for the parameters of forecast models, eight candidates side by side. The instruction set is chosen at run
// time: AVX-512, AVX2 with FMA, or what the compiler makes of the same source without either. Results are the same.

/// What the theta models have in common for one series.
typedef struct {
  /// The least-squares line through the values, at 1, 2, …; its intercept relative to the first value.
  double intercept, slope;
  /// Bounds of the smoothing constant.
  double least_smoothing, greatest_smoothing;
  /// Whether the line follows the values, and whether the weight is estimated; else it is one half.
  int is_dynamic, is_optimised;
} theta_problem;

/// A fitted theta model.
typedef struct {
  double smoothing;
  /// `1 − 1/θ`.
  double weight;
  /// Initial level, relative to the first value.
  double level;
} theta_estimate;

/// Finds the smoothing constant, weight and initial level with the least sum of squared residuals.
theta_estimate theta_search(const double *values, size_t count, const theta_problem *problem);

/// The form of an exponential-smoothing model.
typedef struct {
  int has_relative_error;
  /// 0 none, 1 additive, 2 damped.
  int trend;
  /// 0 none, 1 additive, 2 multiplicative; the last with relative errors only.
  int season;
  /// Periods of a season; 1 without.
  size_t length;
} ets_form;

/// Smoothing parameters and initial states; before the search those that it starts from.
typedef struct {
  double level, trend, season, damping;
  double initial_level, initial_slope;
  /// `length` seasonal terms, the first value's first; unused without a season.
  double *initial_terms;
  /// `n log Σe²`, with `2 Σ log |forecast|` for relative errors, and the penalty; infinite when nothing fits.
  double cost;
} ets_solution;

/// Numbers that the search for a form needs room for, aligned to 64 bytes.
size_t ets_room(const ets_form *form);

/// Searches for the parameters of one form on one series.
void ets_search(const double *values, size_t count, const ets_form *form, double *room, ets_solution *solution);

/// The cost, without penalty, at the parameters and initial states of a solution.
double ets_cost(const double *values, size_t count, const ets_form *form, double *room, const ets_solution *solution);

#endif
