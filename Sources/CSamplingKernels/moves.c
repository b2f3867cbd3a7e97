#include <math.h>
#include <string.h>

#include "kernels.h"

static int32_t padded(int32_t count) { return (count + 7) / 8 * 8; }

int32_t value_count(const sampling_block *block) {
  return 2 * block->coordinates.count + block->coordinates.sum_count;
}

workspace work_of(const sampling_block *block, double *room) {
  int32_t n = block->coordinates.count;
  workspace work;
  work.values = room;
  work.gradient = work.values + value_count(block);
  work.origin = work.gradient + value_count(block);
  work.direction = work.origin + n;
  work.slope = work.direction + padded(n);
  work.states = (sampling_state *)(work.slope + padded(n));
  work.shares = (double *)(work.states + block->coordinates.step_count);
  work.excess = work.shares + block->widest;
  work.along = work.excess + block->limit_count;
  work.slopes = work.along + block->limit_count;
  work.gaps = work.slopes + block->limit_count;
  work.own_sums = work.gaps + block->limit_count;
  return work;
}

// As many as `work_of` lays out.
int32_t sampling_room(const sampling_block *block) {
  int32_t n = block->coordinates.count;
  int32_t states = (int32_t)(sizeof(sampling_state) / sizeof(double)) * block->coordinates.step_count;
  return 2 * value_count(block) + n + 2 * padded(n) + states + block->widest + 4 * block->limit_count
    + block->bounds.count;
}

// Sets the levels of a wall, at a depth that makes the current value a fair draw.
static void set_wall(
  const sampling_block *block, const sampling_wall *wall, double exponential, double deviation, const double *values,
  double *levels) {
  double zero[] = {0, 0}, *level = levels + 2 * wall->limit;
  int has_lower = wall->lower > -INFINITY;
  double value = limit_excess(&block->limits[wall->limit], zero, values);
  if (has_lower) value = -value;
  double outside = value < wall->lower ? value - wall->lower : value > wall->upper ? value - wall->upper : 0;
  double depth = sqrt(outside * outside + 2 * deviation * deviation * exponential);
  if (has_lower) {
    level[0] = depth - wall->lower, level[1] = 0;
    level += 2;
  }
  if (wall->upper < INFINITY) level[0] = depth + wall->upper, level[1] = 0;
}

void sampling_begin(
  const sampling_block *block, const double *values, const double *scales, const double *totals,
  const double *exponentials, double wall_deviation, double *levels, double *room) {
  workspace work = work_of(block, room);
  int32_t count = value_count(block);
  for (int32_t k = 0; k < count; k++) work.values[k] = values[block->group_places[k]];
  bound_levels(&block->bounds, values, scales, totals, levels, work.own_sums);
  for (int32_t k = 0; k < block->wall_count; k++) {
    set_wall(block, &block->walls[k], exponentials[k], wall_deviation, work.values, levels);
  }
}

void sampling_end(const sampling_block *block, double *values, const double *scales, double *totals, double *room) {
  workspace work = work_of(block, room);
  int32_t count = value_count(block);
  for (int32_t k = 0; k < count; k++) values[block->group_places[k]] = work.values[k];
  const sampling_bounds *bounds = &block->bounds;
  for (int32_t bound = 0; bound < bounds->count; bound++) {
    int32_t sum = bounds->sums[bound];
    if (sum < 0) continue;
    const int32_t *starts = bounds->starts + 4 * bound;
    totals[sum] +=
      sum_of_exponentials(bounds->places + starts[0], starts[1] - starts[0], values, scales[sum]) - work.own_sums[bound];
  }
}
