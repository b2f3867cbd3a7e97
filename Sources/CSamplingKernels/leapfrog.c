#include <math.h>
#include <string.h>

#include "kernels.h"

enum { most_reflections = 20, most_secants = 60 };
// Log units by which a limit may be missed through rounding.
static const double tolerance = 1e-9;

static void place_phi(const sampling_block *block, const double *phi, const workspace *work) {
  int32_t n = block->coordinates.count;
  memcpy(work->values + n, phi, (size_t)n * sizeof(double));
  sampling_refresh(&block->coordinates, work->values, work->states);
}

void sampling_place(const sampling_block *block, const double *phi, double *room) {
  workspace work = work_of(block, room);
  place_phi(block, phi, &work);
}

// The energy at the values as they stand.
static double energy_here(const sampling_block *block, const sampling_root *root, double *force, const workspace *work) {
  int32_t n = block->coordinates.count;
  memset(work->gradient, 0, (size_t)value_count(block) * sizeof(double));
  double energy = rows_energy(block, work->values, work->gradient, work->shares);
  sampling_pull_back(&block->coordinates, work->states, work->gradient);
  root_transposed_times(root, work->gradient + n, work->slope);
  memcpy(force, work->slope, (size_t)n * sizeof(double));
  return energy;
}

double sampling_energy(
  const sampling_block *block, const sampling_root *root, const double *phi, double *force, double *room) {
  workspace work = work_of(block, room);
  place_phi(block, phi, &work);
  return energy_here(block, root, force, &work);
}

// Puts the values at a time along the drift.
static void move_to(const sampling_block *block, double time, const workspace *work) {
  int32_t n = block->coordinates.count;
  for (int32_t k = 0; k < n; k++) work->values[n + k] = work->origin[k] + time * work->direction[k];
  sampling_refresh(&block->coordinates, work->values, work->states);
}

// Excess of a limit at a time. Only what the limit depends on is moved; the rest of the values waits at the end.
static double excess_at(
  const sampling_block *block, const sampling_limit *limit, const double *level, double time, const workspace *work) {
  int32_t n = block->coordinates.count;
  const sampling_support *support = &limit->support;
  for (int32_t k = 0; k < support->position_count; k++) {
    int32_t place = support->positions[k];
    work->values[n + place] = work->origin[place] + time * work->direction[place];
  }
  refresh_support(&block->coordinates, support, work->values, work->states);
  return limit_excess(limit, level, work->values);
}

// The time at which a limit is met on a straight way: by secants kept inside a bracket (Illinois).
static double crossing(
  const sampling_block *block, const sampling_limit *limit, const double *level, double after, double end,
  const workspace *work) {
  double low = 0, high = end, below = excess_at(block, limit, level, 0, work), above = after;
  if (!(below < 0)) return 0;
  int last_side = 0;
  for (int count = 0; count < most_secants; count++) {
    double time = low + (high - low) * below / (below - above);
    double value = excess_at(block, limit, level, time, work);
    if (fabs(value) <= 1e-12) return time;
    if (value < 0) {
      low = time, below = value;
      if (last_side == -1) above /= 2;
      last_side = -1;
    } else {
      high = time, above = value;
      if (last_side == 1) below /= 2;
      last_side = 1;
    }
    if (fabs(high - low) <= 1e-15 * fabs(end)) break;
  }
  return low;
}

// Whether log sums hold by their largest terms alone.
static int clearly_holds(const sampling_limit *limit, const double *level, const double *values) {
  double first = level[0], second = level[1];
  for (int32_t k = 0; k < limit->split; k++) first = fmax(first, values[limit->places[k]]);
  for (int32_t k = limit->split; k < limit->count; k++) second = fmax(second, values[limit->places[k]]);
  return first + limit->spread < second;
}

// Puts the values at the end of their way; the first limit that is crossed by then, or −1, and when.
static int32_t first_crossing(
  const sampling_block *block, const double *levels, double end, double *time, const workspace *work) {
  move_to(block, end, work);
  int is_crossed = 0;
  for (int32_t k = 0; k < block->limit_count; k++) {
    const double *level = levels + 2 * k;
    const sampling_short_limit *own = &block->short_limits[k];
    if (own->is_short) {
      double value = own->first_coefficient * work->values[own->first] - level[0];
      work->excess[k] = value + own->second_coefficient * work->values[own->second];
      is_crossed |= work->excess[k] > tolerance;
      continue;
    }
    const sampling_limit *limit = &block->limits[k];
    int holds = limit->kind == sampling_log_sums && clearly_holds(limit, level, work->values);
    work->excess[k] = holds ? -1 : limit_excess(limit, level, work->values);
    is_crossed |= work->excess[k] > tolerance;
  }
  int32_t first = -1;
  if (!is_crossed) return first;
  for (int32_t k = 0; k < block->limit_count; k++) {
    if (!(work->excess[k] > tolerance)) continue;
    double own = crossing(block, &block->limits[k], levels + 2 * k, work->excess[k], end, work);
    if (first < 0 || fabs(own) < fabs(*time)) first = k, *time = own;
  }
  return first;
}

// Turns a momentum back from a limit; 0 where the limit has no direction.
static int reflect(
  const sampling_block *block, const sampling_root *root, const sampling_limit *limit, const double *level,
  double *momentum, const workspace *work) {
  int32_t n = block->coordinates.count;
  memset(work->gradient, 0, (size_t)value_count(block) * sizeof(double));
  add_limit_gradient(limit, level, work->values, work->gradient, work->shares);
  pull_back_support(&block->coordinates, &limit->support, work->states, work->gradient);
  root_transposed_times(root, work->gradient + n, work->slope);
  double along = 0, length = 0;
  for (int32_t k = 0; k < n; k++) {
    along += work->slope[k] * momentum[k];
    length += work->slope[k] * work->slope[k];
  }
  if (!(length > 0)) return 0;
  double factor = 2 * along / length;
  for (int32_t k = 0; k < n; k++) momentum[k] -= factor * work->slope[k];
  return 1;
}

// Moves along the momentum, reflected by each limit that would be crossed.
static int drift(
  const sampling_block *block, const sampling_root *root, const double *levels, double step, double *point,
  const workspace *work) {
  int32_t n = block->coordinates.count;
  double *position = point, *momentum = point + n, remaining = step;
  const double *start = point + 2 * n;
  for (int count = 0; count < most_reflections; count++) {
    memcpy(work->origin, start, (size_t)n * sizeof(double));
    root_times(root, momentum, work->direction);
    double time = remaining;
    int32_t limit = first_crossing(block, levels, remaining, &time, work);
    for (int32_t k = 0; k < n; k++) position[k] += time * momentum[k];
    if (limit < 0) return 1;
    move_to(block, time, work);
    if (!reflect(block, root, &block->limits[limit], levels + 2 * limit, momentum, work)) return 0;
    remaining -= time;
    start = work->values + n;
  }
  return 0;
}

int sampling_leapfrog(
  const sampling_block *block, const sampling_root *root, const double *levels, double step, int32_t count,
  double *point, double *energy, double *room) {
  int32_t n = block->coordinates.count;
  double *momentum = point + n, *phi = point + 2 * n, *force = point + 3 * n;
  workspace work = work_of(block, room);
  for (int32_t number = 0; number < count; number++) {
    for (int32_t k = 0; k < n; k++) momentum[k] -= step / 2 * force[k];
    if (!drift(block, root, levels, step, point, &work)) return 0;
    memcpy(phi, work.values + n, (size_t)n * sizeof(double));
    *energy = energy_here(block, root, force, &work);
    for (int32_t k = 0; k < n; k++) momentum[k] -= step / 2 * force[k];
    if (!isfinite(*energy)) return 0;
  }
  return 1;
}

double sampling_start(const sampling_block *block, const sampling_root *root, double *point, double *room) {
  int32_t n = block->coordinates.count;
  memset(point, 0, (size_t)n * sizeof(double));
  memcpy(point + 2 * n, room + n, (size_t)n * sizeof(double));
  return sampling_energy(block, root, point + 2 * n, point + 3 * n, room);
}

static double kinetic(const double *point, int32_t n) {
  double sum = 0;
  for (int32_t k = n; k < 2 * n; k++) sum += point[k] * point[k];
  return sum / 2;
}

double sampling_path(
  const sampling_block *block, const sampling_root *root, const double *levels, double step, int32_t count,
  const double *start, double energy, double *point, double *room) {
  int32_t n = block->coordinates.count;
  double at_end = energy;
  memcpy(point, start, 4 * (size_t)n * sizeof(double));
  if (!sampling_leapfrog(block, root, levels, step, count, point, &at_end, room)) return INFINITY;
  return at_end + kinetic(point, n) - energy - kinetic(start, n);
}
