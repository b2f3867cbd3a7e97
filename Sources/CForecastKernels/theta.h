// The search of the theta models; included once for each instruction set, after vectors.h.
//
// For a given smoothing constant the residuals are linear in the initial level and in the weight, so that sums of
// products of three sequences say all: the search is over the constant alone.

// Sum of squared residuals for eight smoothing constants, each with its best initial level and weight.
INLINE V NAME(theta_costs)(
    const double *values, size_t count, const theta_problem *problem, V smoothing, int is_dynamic, V *level, V *weight) {
  double origin = values[0];
  V keep = 1.0 - smoothing, inverse = 1.0 / smoothing;
  // The level started at `origin`; `decay` is what one unit of initial level is still worth.
  V chain = SPLAT(0.0), decay = keep;
  V rr = chain, rq = chain, rc = chain, qq = chain, qc = chain, cc = chain;
  double following_mean = 0, intercept = problem->intercept, slope = problem->slope;
  if (is_dynamic) intercept = slope = 0;
  V steady = inverse * slope, varying = intercept - keep * steady;
  for (size_t time = 1; time < count; time++) {
    double value = values[time] - origin;
    V drift = FMA(decay, varying, steady);
    V residual = value - chain;
    if (time >= 2 || !is_dynamic) {
      rr = FMA(residual, residual, rr);
      rq = FMA(residual, decay, rq);
      qq = FMA(decay, decay, qq);
      rc = FMA(residual, drift, rc);
      qc = FMA(decay, drift, qc);
      cc = FMA(drift, drift, cc);
    }
    chain = FMA(smoothing, residual, chain);
    decay *= keep;
    if (is_dynamic) {
      double number = (double)(time + 1), over = 1.0 / number;
      slope = ((number - 2) * slope + 6 * (value - following_mean) * over) / (number + 1);
      following_mean += (value - following_mean) * over;
      intercept = following_mean - slope * (number + 1) / 2;
      steady = inverse * slope;
      varying = intercept - keep * steady;
    }
  }
  // The initial level is held near the first value, as one more observation would: short series cannot tell it.
  V free = FMA(qq, SPLAT(1e-3), qq + 1e-12);
  *weight = SPLAT(0.5);
  if (problem->is_optimised) {
    V pull = qc / free;
    V reduced = cc - qc * pull;
    V best = (rc - rq * pull) / reduced;
    best = SELECT(reduced <= cc * 1e-12, SPLAT(0.0), best);
    *weight = LEAST(GREATEST(best, SPLAT(0.0)), SPLAT(1.0));
  }
  *level = (rq - *weight * qc) / free;
  V linear = *weight * rc + *level * rq;
  V cross = *weight * *level * qc;
  V square = *weight * *weight * cc + *level * *level * qq;
  return rr + square + 2.0 * (cross - linear);
}

// Four rounds of eight smoothing constants, each about the best of the one before.
INLINE theta_estimate NAME(theta_rounds)(
    const double *values, size_t count, const theta_problem *problem, int is_dynamic) {
  double low = problem->least_smoothing, high = problem->greatest_smoothing;
  theta_estimate best = {low, 0, 0};
  double least = INFINITY;
  for (int round = 0; round < 4; round++) {
    double step = (high - low) / 7;
    V smoothing = (V){0, 1, 2, 3, 4, 5, 6, 7} * step + low, level, weight;
    V cost = NAME(theta_costs)(values, count, problem, smoothing, is_dynamic, &level, &weight);
    int lane = NAME(least)(cost);
    if (cost[lane] < least) {
      least = cost[lane];
      best = (theta_estimate){smoothing[lane], weight[lane], level[lane]};
    }
    low = fmax(problem->least_smoothing, best.smoothing - step);
    high = fmin(problem->greatest_smoothing, best.smoothing + step);
  }
  return best;
}

TARGET static theta_estimate NAME(theta_search)(const double *values, size_t count, const theta_problem *problem) {
  return problem->is_dynamic ? NAME(theta_rounds)(values, count, problem, 1)
                             : NAME(theta_rounds)(values, count, problem, 0);
}
