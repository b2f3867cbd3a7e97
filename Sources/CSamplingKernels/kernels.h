#ifndef SAMPLING_KERNELS_H
#define SAMPLING_KERNELS_H

#include "CSamplingKernels.h"

// Sums and products are fused nowhere: every instruction set gives the same bits.
#pragma STDC FP_CONTRACT OFF

// The room of a block, part by part.
typedef struct {
  double *values, *gradient;
  sampling_state *states;
  // Where the drift of a step starts, in φ, its velocity, and a force; of a turn the displacement from the centre, its end
  // and its whitened position. The second and third are padded to whole vectors.
  double *origin, *direction, *slope;
  // Of an expression at hand, the derivative of each term by its places.
  double *shares;
  // Of each limit, at the end of the drift under way; and along a turn, its value, its slope and how far it lies.
  double *excess, *along, *slopes, *gaps;
  // Of each bound, what the block's own parts added to its running sum when the move began.
  double *own_sums;
} workspace;

workspace work_of(const sampling_block *block, double *room);
int32_t value_count(const sampling_block *block);

// As the functions of whole blocks, along a support alone.
void refresh_support(
  const sampling_coordinates *coordinates, const sampling_support *support, double *values, sampling_state *states);
void pull_back_support(
  const sampling_coordinates *coordinates, const sampling_support *support, const sampling_state *states,
  double *gradient);

// Value of an expression; the derivative of each term by each of its places, without coefficient, goes to `shares`.
double expression_value(const sampling_expression *expression, const double *values, double *shares);
// Adds `factor` times the gradient that `shares` holds.
void add_gradient(const sampling_expression *expression, const double *shares, double factor, double *gradient);
// Energy of all rows; their gradient is added.
double rows_energy(const sampling_block *block, const double *values, double *gradient, double *shares);

// The levels of the limits that are bounds; `own_sums` as in the workspace.
void bound_levels(
  const sampling_bounds *bounds, const double *values, const double *scales, const double *totals, double *levels,
  double *own_sums);
double sum_of_exponentials(const int32_t *places, int32_t count, const double *values, double scale);

double limit_excess(const sampling_limit *limit, const double *level, const double *values);
// Adds the gradient of a limit's function.
void add_limit_gradient(
  const sampling_limit *limit, const double *level, const double *values, double *gradient, double *shares);

// Products of a root, or of its transpose, with a vector; the result is padded to whole vectors.
void root_times(const sampling_root *root, const double *vector, double *product);
void root_transposed_times(const sampling_root *root, const double *vector, double *product);

#endif
