#include <math.h>

#include "kernels.h"

enum { most_reflections = 2000 };
static const double quarter_turn = 1.57079632679489661923;

// Sets what each limit's normal times the point is along the path: along·cos t + slope·sin t.
static void meet(
  const sampling_gaussian *gaussian, const double *levels, int32_t limit_count, int32_t n, const double *position,
  const double *momentum, const workspace *work) {
  for (int32_t i = 0; i < limit_count; i++) {
    const double *normal = gaussian->normals + (int64_t)i * n;
    double along = 0, slope = 0;
    for (int32_t k = 0; k < n; k++) {
      along += normal[k] * position[k];
      slope += normal[k] * momentum[k];
    }
    work->along[i] = along;
    work->slopes[i] = slope;
    // Where rounding has left the point beyond a limit, the limit is where it is.
    work->gaps[i] = fmax(levels[2 * i] - gaussian->centers[i], along);
  }
}

// The most that along·cos t + slope·sin t can be for t of a quarter turn; `square` is the sum of both squares.
static double most_within(double along, double slope, double square) {
  if (slope > 0) return along > 0 ? sqrt(square) : slope;
  return along > 0 ? along : fmax(along, slope);
}

// The limit that the path meets first within `time`, or −1.
static int32_t first_meeting(int32_t limit_count, double *time, const workspace *work) {
  int32_t first = -1;
  for (int32_t i = 0; i < limit_count; i++) {
    double along = work->along[i], slope = work->slopes[i], gap = work->gaps[i];
    double square = along * along + slope * slope;
    if (most_within(along, slope, square) <= gap) continue;
    double own = atan2(slope, along) - acos(fmax(-1, fmin(1, gap / sqrt(square))));
    if (own < 0) own = own > -1e-10 && slope > 0 ? 0 : own + 4 * quarter_turn;
    if (own < *time) first = i, *time = own;
  }
  return first;
}

static void rotate(double *along, double *across, int32_t count, double cosine, double sine) {
  for (int32_t k = 0; k < count; k++) {
    double next = cosine * along[k] + sine * across[k];
    across[k] = cosine * across[k] - sine * along[k];
    along[k] = next;
  }
}

static int turn(
  const sampling_gaussian *gaussian, int32_t limit_count, int32_t n, double *position, double *momentum,
  const workspace *work) {
  double remaining = quarter_turn;
  for (int count = 0; count < most_reflections; count++) {
    double time = remaining;
    int32_t first = first_meeting(limit_count, &time, work);
    double cosine = cos(time), sine = sin(time);
    rotate(position, momentum, n, cosine, sine);
    if (first < 0) return 1;
    rotate(work->along, work->slopes, limit_count, cosine, sine);
    const double *products = gaussian->products + (int64_t)first * limit_count;
    const double *normal = gaussian->normals + (int64_t)first * n;
    double factor = 2 * work->slopes[first] / products[first];
    for (int32_t k = 0; k < n; k++) momentum[k] -= factor * normal[k];
    for (int32_t i = 0; i < limit_count; i++) work->slopes[i] -= factor * products[i];
    work->along[first] = work->gaps[first];
    remaining -= time;
  }
  return 0;
}

int sampling_turn(
  const sampling_block *block, const sampling_gaussian *gaussian, const double *levels, double *point, double *room) {
  workspace work = work_of(block, room);
  int32_t n = block->coordinates.count;
  double *momentum = point + n, *position = momentum;
  if (block->limit_count > 0) {
    position = work.slope;
    for (int32_t k = 0; k < n; k++) work.origin[k] = work.values[k] - gaussian->center[k];
    root_times(gaussian->factor, work.origin, position);
    meet(gaussian, levels, block->limit_count, n, position, momentum, &work);
    if (!turn(gaussian, block->limit_count, n, position, momentum, &work)) return 0;
  }
  root_times(gaussian->root, position, work.direction);
  for (int32_t k = 0; k < n; k++) work.values[k] = work.values[n + k] = gaussian->center[k] + work.direction[k];
  return 1;
}
