// The log-linear fit in double-double arithmetic, for series whose residuals are near the rounding of their logarithms.
// Reference: T. J. Dekker, "A floating-point technique for extending the available precision", 1971.
// Included behind lanes.h.

typedef struct {
  V high, low;
} NAME(pair);
#define PAIR NAME(pair)

INLINE PAIR NAME(ordered_sum)(V large, V small) {
  V high = large + small;
  return (PAIR){high, small - (high - large)};
}

INLINE PAIR NAME(sum_of)(V a, V b) {
  V high = a + b, part = high - a;
  return (PAIR){high, (a - (high - part)) + (b - part)};
}

INLINE PAIR NAME(plus)(PAIR a, PAIR b) {
  PAIR high = NAME(sum_of)(a.high, b.high), low = NAME(sum_of)(a.low, b.low);
  high = NAME(ordered_sum)(high.high, high.low + low.high);
  return NAME(ordered_sum)(high.high, high.low + low.low);
}

INLINE PAIR NAME(minus)(PAIR a, PAIR b) { return NAME(plus)(a, (PAIR){-b.high, -b.low}); }

INLINE PAIR NAME(times)(PAIR a, PAIR b) {
  V high = a.high * b.high;
  return NAME(ordered_sum)(high, FMA(a.high, b.high, -high) + (a.high * b.low + a.low * b.high));
}

INLINE PAIR NAME(times_number)(PAIR a, V b) { return NAME(times)(a, (PAIR){b, SPLAT(0.0)}); }

INLINE PAIR NAME(over)(PAIR a, PAIR b) {
  V quotient = a.high / b.high;
  PAIR rest = NAME(minus)(a, NAME(times_number)(b, quotient));
  V more = rest.high / b.high;
  rest = NAME(minus)(rest, NAME(times_number)(b, more));
  return NAME(plus)(NAME(ordered_sum)(quotient, more), (PAIR){rest.high / b.high, SPLAT(0.0)});
}

// log(value / base), both above 0 and finite: 2 artanh((q - 1) / (q + 1)) for q near 1.
INLINE PAIR NAME(log_ratio)(V value, V base) {
  const I one = (I)SPLAT(1.0) + SIGN;
  V exponent, mantissa, base_exponent, base_mantissa;
  // Subnormal numbers are made normal first.
  I tiny = value < 0x1p-1022, base_tiny = base < 0x1p-1022;
  value = SELECT(tiny, value * 0x1p54, value);
  base = SELECT(base_tiny, base * 0x1p54, base);
  SPLIT(value, one, exponent, mantissa);
  SPLIT(base, one, base_exponent, base_mantissa);
  exponent -= base_exponent;
  exponent -= SELECT(tiny, SPLAT(54.0), SPLAT(0.0));
  exponent += SELECT(base_tiny, SPLAT(54.0), SPLAT(0.0));
  PAIR ratio = NAME(over)((PAIR){mantissa, SPLAT(0.0)}, (PAIR){base_mantissa, SPLAT(0.0)});
  I large = ratio.high > 1.4142135623730951, small = ratio.high < 0.7071067811865476;
  V scale = SELECT(large, SPLAT(0.5), SELECT(small, SPLAT(2.0), SPLAT(1.0)));
  exponent += SELECT(large, SPLAT(1.0), SELECT(small, SPLAT(-1.0), SPLAT(0.0)));
  ratio = (PAIR){ratio.high * scale, ratio.low * scale};
  const PAIR plus_one = {SPLAT(1.0), SPLAT(0.0)}, minus_one = {SPLAT(-1.0), SPLAT(0.0)};
  PAIR s = NAME(over)(NAME(plus)(ratio, minus_one), NAME(plus)(ratio, plus_one));
  PAIR z = NAME(times)(s, s);
  // Terms from the eleventh on are below an ulp of the sum: plain doubles do.
  V rest = SPLAT(0.0);
  for (int term = exact_terms - 1; term >= exact_pairs; term--) rest = FMA(rest, z.high, SPLAT(reciprocals[term].high));
  PAIR series = {rest, SPLAT(0.0)};
  for (int term = exact_pairs - 1; term >= 0; term--) {
    PAIR reciprocal = {SPLAT(reciprocals[term].high), SPLAT(reciprocals[term].low)};
    series = NAME(plus)(NAME(times)(series, z), reciprocal);
  }
  PAIR log = NAME(times_number)(NAME(times)(s, series), SPLAT(2.0));
  PAIR log2 = {SPLAT(0x1.62e42fefa39efp-1), SPLAT(0x1.abc9e3b39803fp-56)};
  return NAME(plus)(log, NAME(times_number)(log2, exponent));
}

// Fits the series of these numbers, at most as many as there are lanes; `scratch` has room for 3 * LANES numbers a
// period.
__attribute__((noinline)) TARGET static void NAME(fit_exactly)(
    const double *values, const size_t *series, size_t lanes, const panel_grid *grid, double *const out[7],
    double *scratch) {
  const size_t n = grid->count;
  double *numbers = scratch + 2 * LANES * n;
  for (size_t lane = 0; lane < LANES; lane++) {
    // The last lanes repeat the first series; nobody reads them.
    const double *one = values + series[lane < lanes ? lane : 0] * n;
    for (size_t t = 0; t < n; t++) numbers[LANES * t + lane] = one[t];
  }
  const PAIR zero = {SPLAT(0.0), SPLAT(0.0)};
  PAIR sum = zero, moment = zero, squares = zero;
  V base, largest = SPLAT(0.0);
  memcpy(&base, numbers, sizeof base);
  I good = WHOLE(-1);
  for (size_t t = 0; t < n; t++) {
    V value, time = SPLAT(grid->times[t]);
    memcpy(&value, numbers + LANES * t, sizeof value);
    good &= (value > 0.0) & (value < INFINITY);
    PAIR log = NAME(log_ratio)(value, base);
    memcpy(scratch + 2 * LANES * t, &log, sizeof log);
    sum = NAME(plus)(sum, log);
    moment = NAME(plus)(moment, NAME(times_number)(log, time));
    squares = NAME(plus)(squares, NAME(times_number)((PAIR){time, SPLAT(0.0)}, time));
    largest = SELECT(ABS(log.high) > largest, ABS(log.high), largest);
  }
  PAIR mean = NAME(over)(sum, (PAIR){SPLAT((double)n), SPLAT(0.0)}), slope = NAME(over)(moment, squares);
  // Results below this share of the largest logarithm are the rounding of this arithmetic.
  const double resolution = 0x1p-96;
  V floor = (largest * resolution) * (largest * resolution) * (double)n;
  I flat = slope.high * slope.high * squares.high <= floor;
  slope = (PAIR){SELECT(flat, zero.high, slope.high), SELECT(flat, zero.high, slope.low)};
  V residual = SPLAT(0.0), steps = SPLAT(0.0);
  PAIR previous = zero;
  for (size_t t = 0; t < n; t++) {
    PAIR log;
    memcpy(&log, scratch + 2 * LANES * t, sizeof log);
    PAIR deviation = NAME(minus)(log, mean);
    PAIR error = NAME(minus)(deviation, NAME(times_number)(slope, SPLAT(grid->times[t])));
    if (t > 0) {
      V step = NAME(minus)(error, previous).high;
      steps = FMA(step, step, steps);
    }
    residual = FMA(error.high, error.high, residual);
    previous = error;
  }
  residual = SELECT(residual <= floor, SPLAT(0.0), residual);
  for (size_t lane = 0; lane < lanes; lane++) {
    exact_sums sums = {slope.high[lane], squares.high[lane], residual[lane], steps[lane]};
    exact_figures(good[lane] ? &sums : 0, grid, out, series[lane]);
  }
}
#undef PAIR
