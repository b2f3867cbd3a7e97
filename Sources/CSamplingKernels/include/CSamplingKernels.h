#ifndef C_SAMPLING_KERNELS_H
#define C_SAMPLING_KERNELS_H

#include <stdint.h>

// Moves of one block of unknowns among limits, by leapfrog steps or along an exact path, on flat arrays. A block of n
// unknowns keeps its values in one array [θ, φ, sums] of n, n and one number for each pair: a place is an index into it, and
// φ of the unknown at place k stands at n + k. Sums and products here are never fused: of them every instruction set gives
// the same bits.

/// The logit of a pair that a row implies together with the anchor: of what the row says of its quantity, a constant and
/// another quantity that it grows with, in excess of the anchor, or the other way round.
typedef struct {
  double constant, ratio;
  /// 1 where the logit grows with that excess, −1 where it falls.
  double sign;
  /// Place of the other quantity, or −1.
  int32_t origin;
  /// Whether the two are parts of one sum; otherwise one is the sum.
  int32_t is_linear;
  int32_t anchor_is_sum;
} sampling_tie;

/// The quantity of a pair that is its anchor.
enum { sampling_sum, sampling_first, sampling_second };

/// How a part of θ follows from φ: a pair, or one unknown (`first`) that is measured from another value.
typedef struct {
  int32_t is_pair, anchor, has_tie;
  int32_t first, second, sum;
  /// What the anchor or the unknown is measured from, a place or −1, times a number.
  int32_t origin;
  double ratio;
  sampling_tie tie;
} sampling_step;

/// What a pair's step leaves for the way of its gradient: the shares of both in the sum, and how the logit grows.
typedef struct {
  double first_share, second_share, by_anchor, by_origin;
} sampling_state;

/// The way from φ to θ: unknowns that are their own coordinates, and steps, origins before what is measured from them.
typedef struct {
  /// Unknowns, and sums of pairs.
  int32_t count, sum_count;
  int32_t plain_count, step_count;
  const int32_t *plain;
  const sampling_step *steps;
} sampling_coordinates;

/// A part of the way: positions of unknowns, those among them that are their own coordinates, and numbers of steps.
typedef struct {
  int32_t position_count, plain_count, step_count;
  const int32_t *positions, *plain, *steps;
} sampling_support;

/// The log of a sum of exponentials, or in a difference the sum itself, times a coefficient.
typedef struct {
  double coefficient;
  int32_t count;
  const int32_t *places;
} sampling_term;

/// A sum of terms; of a difference, divided by `scale`.
typedef struct {
  int32_t is_difference, term_count;
  const sampling_term *terms;
  double scale;
} sampling_expression;

/// Squared rows that are linear in the values, stored one after another.
typedef struct {
  int32_t count;
  /// For each row, where its terms start; one more for the end.
  const int32_t *starts, *places;
  const double *coefficients, *targets, *precisions;
} sampling_rows;

/// A squared row that is curved, a wall in the energy, or both: a part of precision 0 does not count.
typedef struct {
  sampling_expression expression;
  double target, precision;
  /// Infinite where there is none.
  double lower, upper;
  double wall_precision;
} sampling_curved_row;

enum { sampling_linear, sampling_log_sums, sampling_general };

/// A function of the values that is to be at most a level, which each transition sets anew.
///
/// Linear: Σ coefficient · value ≤ level. Log sums: log(Σ exp value + exp level) over the first `split` places is at most
/// the same over the others with a level of their own. General: sign · expression ≤ level.
typedef struct {
  int32_t kind, count, split;
  const int32_t *places;
  const double *coefficients;
  /// Of log sums, what the first sum can exceed its largest term by: the log of the number of its terms.
  double spread;
  double sign;
  sampling_expression expression;
  sampling_support support;
} sampling_limit;

/// A linear limit of one or two values, `first_coefficient · value + second_coefficient · value ≤ level`; `is_short` is 0
/// for any other limit.
typedef struct {
  int32_t is_short, first, second;
  double first_coefficient, second_coefficient;
} sampling_short_limit;

/// How a bound looks from a block: one value at most or at least a number, one at most another, or sums of several.
enum { sampling_at_most, sampling_at_least, sampling_ordered, sampling_sums };

/// Structural bounds of a block, in places of the group's values.
typedef struct {
  int32_t count;
  const int32_t *shapes;
  /// For each bound the starts of four lists in `places`: own and other parts, own and other values of the whole; one
  /// more for the end.
  const int32_t *starts, *places;
  /// For each bound, the running sum of its parts, or −1.
  const int32_t *sums;
} sampling_bounds;

/// A wall: a value is to lie between two ends, of which one may be infinite. Each finite end is a limit of the block, the lower
/// one first; `limit` is the number of the first.
typedef struct {
  int32_t limit;
  double lower, upper;
} sampling_wall;

/// A block of unknowns: its way from φ to θ, its energy and its limits, which stand in the order of its bounds and walls.
typedef struct {
  sampling_coordinates coordinates;
  /// Of each value of the block, its place among the group's.
  const int32_t *group_places;
  sampling_rows rows;
  int32_t curved_count, limit_count;
  const sampling_curved_row *curved;
  const sampling_limit *limits;
  /// Those of the limits that are short once more, side by side.
  const sampling_short_limit *short_limits;
  /// Most places of one expression.
  int32_t widest;
  sampling_bounds bounds;
  int32_t wall_count;
  const sampling_wall *walls;
} sampling_block;

/// A triangular matrix L and its transpose, each in panels of eight rows, padded with zeros: of each panel the columns
/// that are not all zero, eight numbers a column. Aligned to 64 bytes.
typedef struct {
  int32_t order, is_lower;
  const double *rows, *columns;
} sampling_root;

/// The Gaussian of a block whose limits are linear: the limits' normals in whitened units, their products with one another
/// and with the centre.
typedef struct {
  const double *center;
  /// A square root of the covariance, and its inverse.
  const sampling_root *root, *factor;
  const double *normals, *products, *centers;
} sampling_gaussian;

/// The logit that a tie implies; its slopes by the anchor and by the origin's value go to `state`.
double sampling_logit(const sampling_tie *tie, double anchor, const double *values, sampling_state *state);

/// Sets θ and the sums, given φ; `states` has one place for each step.
void sampling_refresh(const sampling_coordinates *coordinates, double *values, sampling_state *states);

/// Adds what a gradient over θ and the sums means for φ, and clears those parts; `states` are those of the values.
void sampling_pull_back(const sampling_coordinates *coordinates, const sampling_state *states, double *gradient);

/// Numbers that a block needs room for.
int32_t sampling_room(const sampling_block *block);

/// Sets all values of a block from φ; they stand at the start of `room`.
void sampling_place(const sampling_block *block, const double *phi, double *room);

/// The energy of a block at φ; its gradient in whitened units goes to `force`.
double sampling_energy(
  const sampling_block *block, const sampling_root *root, const double *phi, double *force, double *room);

/// Begins a move of a block while all others of its group stand still: the block's values go to the start of `room`, and the
/// level of each limit to `levels`, two numbers each: a number that a value is bound by, which may be infinite, or the
/// logs of what others add to the parts and to the whole of a bound. A number that rounding has left the value it bounds
/// beyond is where the value is.
///
/// Running sums are `totals` in units of the exponentials of `scales`. A wall is met at a depth of its own,
/// `√(v² + 2 w² e)`, with v what it is violated by, w its deviation and e of `exponentials` one number a wall.
void sampling_begin(
  const sampling_block *block, const double *values, const double *scales, const double *totals,
  const double *exponentials, double wall_deviation, double *levels, double *room);

/// Ends a move: the block's values in `room` become the group's, and the running sums follow.
void sampling_end(const sampling_block *block, double *values, const double *scales, double *totals, double *room);

/// Where a path starts: at the values of a move that has begun, with no displacement and the momentum that `point` holds; the
/// energy without the kinetic one.
double sampling_start(const sampling_block *block, const sampling_root *root, double *point, double *room);

/// Makes `count` leapfrog steps; 0 where a drift found no way among the limits or the energy is not finite.
///
/// Limits reflect the drift; none is missed by more than 1e-9 at the end of a step.
///
/// A point is whitened displacement and momentum, φ, and the energy's gradient in whitened units, n numbers each.
/// `levels` has two numbers for each limit: its level, or those of both sums.
int sampling_leapfrog(
  const sampling_block *block, const sampling_root *root, const double *levels, double step, int32_t count,
  double *point, double *energy, double *room);

/// Makes `count` leapfrog steps from a start of an energy, and leaves the last in `point` and its values in `room`.
///
/// - Returns: what the energy has grown by, the kinetic one included; infinite where there is no way.
double sampling_path(
  const sampling_block *block, const sampling_root *root, const double *levels, double step, int32_t count,
  const double *start, double energy, double *point, double *room);

/// Follows the exact path of a Gaussian for a quarter turn from the values of a move that has begun, with the momentum that
/// `point` holds, reflected by linear limits; 0 when it does not come to an end after many reflections.
int sampling_turn(
  const sampling_block *block, const sampling_gaussian *gaussian, const double *levels, double *point, double *room);

#endif
