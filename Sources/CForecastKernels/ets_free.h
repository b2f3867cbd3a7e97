// The last step of a search with a season: all initial states move, at the smoothing parameters found. One candidate,
// with the derivatives by eight initial states side by side. Included by ets.h.

// Normal equations of a step at the states of `at`; gives them in `normal`, rows of `blocks` vectors, and `right`.
INLINE void NAME(ets_free_equations)(
    const NAME(ets_problem) *problem, V *room, const ets_solution *at, size_t columns, V *normal, V *right, FORM) {
  size_t blocks = (columns + 7) / 8, length = problem->length, first_term = trend ? 2 : 1;
  V zero = SPLAT(0.0);
  V *level_by = room, *slope_by = level_by + blocks, *change_by = slope_by + blocks, *terms_by = change_by + blocks;
  for (size_t place = 0; place < 2 * blocks; place++) level_by[place] = zero;
  for (size_t place = 0; place < length * blocks; place++) terms_by[place] = zero;
  for (size_t place = 0; place < columns * blocks; place++) normal[place] = zero;
  for (size_t block = 0; block < blocks; block++) right[block] = zero;
  level_by[0][0] = 1;
  if (trend) slope_by[0][1] = 1;
  double *running = (double *)(right + blocks);
  for (size_t phase = 0; phase < length; phase++) {
    running[phase] = at->initial_terms[phase];
    if (phase + 1 == length) break;
    // The terms keep their sum: the last one gives what another one takes.
    size_t column = first_term + phase;
    terms_by[phase * blocks + column / 8][column % 8] = 1;
    terms_by[(length - 1) * blocks + column / 8][column % 8] = -1;
  }
  double level = at->initial_level, slope = at->initial_slope;
  size_t phase = 0;
  for (size_t time = 0; time < problem->count; time++) {
    double value = problem->values[time], base = level + at->damping * slope, term = running[phase];
    double forecast = season == 2 ? base * term : base + term, error = value - forecast;
    double inverse = relative ? 1 / forecast : 1, weight = inverse * inverse;
    double over_term = season == 2 ? inverse * base : 1, over_base = season == 2 ? inverse * term : 1;
    double pull_of_term = error * over_term * over_term, pull_of_base = error * over_base * over_base;
    double weighted_error = weight * error;
    for (size_t block = 0; block < blocks; block++) {
      V base_change = FMA(SPLAT(at->damping), slope_by[block], level_by[block]);
      V *term_by = terms_by + phase * blocks + block, term_change = *term_by;
      V change = season == 2 ? FMA(base_change, SPLAT(term), base * term_change) : base_change + term_change;
      V move = season == 2 ? -FMA(change, SPLAT(over_term), pull_of_term * term_change) : -change;
      V turn = season == 2 ? FMA(change, SPLAT(over_base), pull_of_base * base_change) : change;
      level_by[block] = FMA(SPLAT(at->level), move, base_change);
      slope_by[block] = FMA(SPLAT(at->trend), move, at->damping * slope_by[block]);
      *term_by = FMA(SPLAT(-at->season), turn, term_change);
      change_by[block] = change;
      right[block] = FMA(SPLAT(weighted_error), change, right[block]);
    }
    const double *change = (const double *)change_by;
    for (size_t row = 0; row < columns; row++) {
      V weighted = SPLAT(weight * change[row]);
      for (size_t block = 0; block <= row / 8; block++) {
        V *entry = normal + row * blocks + block;
        *entry = FMA(weighted, change_by[block], *entry);
      }
    }
    double shift = error * over_term;
    running[phase] = term + at->season * error * over_base;
    level = base + at->level * shift;
    slope = at->damping * slope + at->trend * shift;
    phase = phase + 1 == length ? 0 : phase + 1;
  }
}

// Solves symmetric equations in place by Cholesky, rows `stride` numbers apart; the solution stands in `right`.
static void NAME(ets_solve)(double *normal, double *right, size_t count, size_t stride) {
  for (size_t row = 0; row < count; row++) {
    double *entries = normal + row * stride;
    for (size_t column = 0; column < row; column++) {
      const double *other = normal + column * stride;
      double sum = entries[column];
      for (size_t inner = 0; inner < column; inner++) sum -= entries[inner] * other[inner];
      entries[column] = sum * other[column];
    }
    double pivot = entries[row], floor = pivot * 1e-11 + 1e-290, sum = right[row];
    for (size_t inner = 0; inner < row; inner++) {
      pivot -= entries[inner] * entries[inner];
      sum -= entries[inner] * right[inner];
    }
    // A column that depends on the earlier ones moves nothing.
    entries[row] = pivot <= floor ? 0 : 1 / sqrt(pivot);
    right[row] = sum * entries[row];
  }
  for (size_t row = count; row-- > 0;) {
    double sum = right[row];
    for (size_t later = row + 1; later < count; later++) sum -= normal[later * stride + row] * right[later];
    right[row] = sum * normal[row * stride + row];
  }
}

INLINE void NAME(ets_free_terms)(
    const NAME(ets_problem) *problem, V *room, double penalty, ets_solution *best, FORM) {
  size_t first_term = trend ? 2 : 1, length = problem->length;
  size_t columns = first_term + length - 1, blocks = (columns + 7) / 8;
  V *normal = room + blocks * (length + 3), *right = normal + columns * blocks;
  ets_solution trial = *best;
  trial.initial_terms = (double *)(right + blocks + (length + 7) / 8);
  memcpy(trial.initial_terms, best->initial_terms, length * sizeof(double));
  NAME(ets_parameters) p = {SPLAT(best->level), SPLAT(best->trend), SPLAT(best->season), SPLAT(best->damping)};
  for (int step = 0; step < 2; step++) {
    NAME(ets_free_equations)(problem, room, &trial, columns, normal, right, THE_FORM);
    double *moves = (double *)right;
    NAME(ets_solve)((double *)normal, moves, columns, 8 * blocks);
    trial.initial_level += moves[0];
    if (trend) trial.initial_slope += moves[1];
    for (size_t phase = 0; phase + 1 < length; phase++) {
      trial.initial_terms[phase] += moves[first_term + phase];
      trial.initial_terms[length - 1] -= moves[first_term + phase];
    }
    V cost = NAME(ets_evaluate)(
        problem, p, SPLAT(trial.initial_level), SPLAT(trial.initial_slope), trial.initial_terms, THE_FORM);
    if (cost[0] + penalty < best->cost) {
      double *terms = best->initial_terms;
      memcpy(terms, trial.initial_terms, length * sizeof(double));
      best->initial_level = trial.initial_level;
      best->initial_slope = trial.initial_slope;
      best->cost = cost[0] + penalty;
    }
  }
}
