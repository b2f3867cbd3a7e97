// Log-linear fits of several series side by side. Included behind lanes.h and exact.h.

#define SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)

// One number a series in each of `count` vectors, from as many series as there are lanes, one behind the other.
//
// Tiles of a vector's width; the last one goes over some that are there already.
#if LANES == 8
#define EVEN(a, b) SHUFFLE(a, b, 0, 8, 2, 10, 4, 12, 6, 14)
#define ODD(a, b) SHUFFLE(a, b, 1, 9, 3, 11, 5, 13, 7, 15)
#define LOW_PAIRS(a, b) SHUFFLE(a, b, 0, 1, 8, 9, 4, 5, 12, 13)
#define HIGH_PAIRS(a, b) SHUFFLE(a, b, 2, 3, 10, 11, 6, 7, 14, 15)
#define LOW_HALVES(a, b) SHUFFLE(a, b, 0, 1, 2, 3, 8, 9, 10, 11)
#define HIGH_HALVES(a, b) SHUFFLE(a, b, 4, 5, 6, 7, 12, 13, 14, 15)

INLINE void NAME(lay_tile)(const double *restrict values, size_t count, double *restrict vectors) {
  V row[8], pair[8], four[8];
  for (int lane = 0; lane < 8; lane++) memcpy(&row[lane], values + (size_t)lane * count, sizeof(V));
  for (int two = 0; two < 8; two += 2) {
    pair[two] = EVEN(row[two], row[two + 1]);
    pair[two + 1] = ODD(row[two], row[two + 1]);
  }
  for (int half = 0; half < 8; half += 4) {
    for (int odd = 0; odd < 2; odd++) {
      four[half + odd] = LOW_PAIRS(pair[half + odd], pair[half + 2 + odd]);
      four[half + 2 + odd] = HIGH_PAIRS(pair[half + odd], pair[half + 2 + odd]);
    }
  }
  for (int t = 0; t < 4; t++) {
    V low = LOW_HALVES(four[t], four[t + 4]), high = HIGH_HALVES(four[t], four[t + 4]);
    memcpy(vectors + 8 * t, &low, sizeof low);
    memcpy(vectors + 8 * (t + 4), &high, sizeof high);
  }
}

// Half a tile: four numbers of each series.
INLINE void NAME(lay_half)(const double *restrict values, size_t count, double *restrict vectors) {
  V row[4];
  for (int lane = 0; lane < 4; lane++) {
    memcpy(&row[lane], values + (size_t)lane * count, sizeof(V) / 2);
    memcpy((double *)&row[lane] + 4, values + (size_t)(lane + 4) * count, sizeof(V) / 2);
  }
  V even[2] = {EVEN(row[0], row[1]), EVEN(row[2], row[3])}, odd[2] = {ODD(row[0], row[1]), ODD(row[2], row[3])};
  V columns[4] = {LOW_PAIRS(even[0], even[1]), LOW_PAIRS(odd[0], odd[1]), HIGH_PAIRS(even[0], even[1]),
                  HIGH_PAIRS(odd[0], odd[1])};
  memcpy(vectors, columns, sizeof columns);
}
#else
INLINE void NAME(lay_tile)(const double *restrict values, size_t count, double *restrict vectors) {
  V row[4];
  for (int lane = 0; lane < 4; lane++) memcpy(&row[lane], values + (size_t)lane * count, sizeof(V));
  V even[2] = {SHUFFLE(row[0], row[1], 0, 4, 2, 6), SHUFFLE(row[2], row[3], 0, 4, 2, 6)};
  V odd[2] = {SHUFFLE(row[0], row[1], 1, 5, 3, 7), SHUFFLE(row[2], row[3], 1, 5, 3, 7)};
  V columns[4] = {SHUFFLE(even[0], even[1], 0, 1, 4, 5), SHUFFLE(odd[0], odd[1], 0, 1, 4, 5),
                  SHUFFLE(even[0], even[1], 2, 3, 6, 7), SHUFFLE(odd[0], odd[1], 2, 3, 6, 7)};
  memcpy(vectors, columns, sizeof columns);
}
#endif

INLINE void NAME(lay_side_by_side)(const double *restrict values, size_t count, double *restrict vectors) {
  if (count < LANES) {
    for (size_t t = 0; t < count; t++) {
      for (size_t lane = 0; lane < LANES; lane++) vectors[LANES * t + lane] = values[lane * count + t];
    }
    return;
  }
  size_t start = 0;
  for (; start + LANES <= count; start += LANES) NAME(lay_tile)(values + start, count, vectors + LANES * start);
  if (start == count) return;
#if LANES == 8
  if (count - start <= 4) {
    NAME(lay_half)(values + count - 4, count, vectors + 8 * (count - 4));
    return;
  }
#endif
  NAME(lay_tile)(values + count - LANES, count, vectors + LANES * (count - LANES));
}

// Sums of as many series as there are lanes: what the fit is made of.
typedef struct {
  V slope, residual, steps, squares;
  // Negative where a value is out of the reach of the vector form.
  I odd;
} NAME(sums);

INLINE void NAME(sum_up)(
    const double *restrict values, const panel_grid *grid, double *restrict logs, NAME(sums) *restrict sums) {
  const size_t n = grid->count;
  const double *restrict times = grid->times;
  NAME(lay_side_by_side)(values, n, logs);
  V first;
  memcpy(&first, logs, sizeof first);
  // Ratios to the first value within 2^-512 and 2^512 have room for their exponent, counted from -512, in ten bits.
  I odd = ~((first > 0x1p-500) & (first < 0x1p500));
  const V inverse = 0x1p512 / first;
  const I base = (I)(first * 0.7071067811865476) - WHOLE(512ll << 52);
  V sum = SPLAT(0.0), moment = SPLAT(0.0), squares = SPLAT(0.0);
  for (size_t t = 0; t < n; t++) {
    V y;
    memcpy(&y, logs + LANES * t, sizeof y);
    // The rows of a tile are too far apart for the processor to foresee.
    __builtin_prefetch(values + LANES * t + 1024);
    I over = (I)y - base;
    odd |= over;
    V exponent = (V)((U)((U)over >> 52) | (U)WHOLE(0x4330000000000000)) - (0x1p52 + 512);
    V mantissa = (V)((I)y - (over & WHOLE(-0x10000000000000)));
    // What the inverse lacks is one factor of all values, and so no more than a part of the mean logarithm: the ratio
    // less 1 is rounded once, and a change in the last digit of the value keeps its own digits.
    V log = NAME(log_ratio_core)(exponent, FMA(mantissa, inverse, SPLAT(-1.0)));
    memcpy(logs + LANES * t, &log, sizeof log);
    sum += log;
    moment = FMA(SPLAT(times[t]), log, moment);
    squares = FMA(log, log, squares);
  }
  V mean = sum / (double)n;
  V slope = moment / grid->square_sum;
  V residual = SPLAT(0.0), steps = SPLAT(0.0), previous;
  for (size_t t = 0; t < n; t++) {
    V log;
    memcpy(&log, logs + LANES * t, sizeof log);
    V error = FMA(-slope, SPLAT(times[t]), log - mean);
    residual = FMA(error, error, residual);
    V step = t > 0 ? error - previous : SPLAT(0.0);
    steps = FMA(step, step, steps);
    previous = error;
  }
  // The two highest bits tell a ratio out of reach, and what is no positive normal number.
  *sums = (NAME(sums)){slope, residual, steps, squares, odd | odd << 1};
}

// The figures of series from their sums, to `place` of the outputs. Returns a mask of those that need the exact form.
INLINE unsigned NAME(conclude)(const NAME(sums) *sums, const panel_grid *grid, double *const out[7], size_t place) {
  const double error_share = grid->per_year / sqrt(grid->square_sum);
  V slope = sums->slope, residual = sums->residual;
  V explained = slope * slope * grid->square_sum;
  V sigma = SQRT(residual / ((double)grid->count - 2));
  V rate = slope * grid->per_year, rate_error = sigma * error_share;
  V reach = rate_error * grid->t_quantile;
  V growth = NAME(expm1)(rate);
  V figures[7] = {growth, FMA(rate_error, growth, rate_error), NAME(expm1)(rate - reach), NAME(expm1)(rate + reach),
                  explained / (explained + residual), sigma, sums->steps / residual};
  for (int row = 0; row < 7; row++) memcpy(out[row] + place, &figures[row], sizeof(V));
  // Rounding in the logarithms is within 2^-51 of each, so that of their slope's part and of the residuals is within
  // 2^-51 of the root of the sum of their squares. Where one of the two is below 2^-10 of that root, less than twelve
  // digits would hold.
  V floor = sums->squares * 0x1p-20;
  I odd = sums->odd | ~((residual > floor) & (explained > floor) & (ABS(rate) + reach < 700.0));
  unsigned exact = 0;
  for (int lane = 0; lane < LANES; lane++) exact |= (unsigned)(odd[lane] < 0) << lane;
  return exact;
}

TARGET static void NAME(fit)(
    const double *values, size_t series, const panel_grid *grid, const panel_fits *fits, double *scratch) {
  const size_t n = grid->count;
  double *const out[7] = {fits->growth, fits->standard_error, fits->low, fits->high,
                          fits->r_squared, fits->sigma, fits->durbin_watson};
  double room[7][LANES];
  double *const rooms[7] = {room[0], room[1], room[2], room[3], room[4], room[5], room[6]};
  NAME(sums) sums[2];
  size_t queue[LANES], queued = 0;
  // Series are concluded one turn behind their sums: divisions and exponentials of some fill the pauses in the sums of
  // the next.
  for (size_t start = 0, turn = 0; start < series + LANES; start += LANES, turn ^= 1) {
    if (start < series) {
      const double *several = values + start * n;
      size_t lanes = series - start;
      if (lanes < LANES) {
        // The last lanes repeat the first series; nobody reads them.
        double *padded = scratch + LANES * n;
        for (size_t lane = 0; lane < LANES; lane++) {
          memcpy(padded + lane * n, several + (lane < lanes ? lane : 0) * n, n * sizeof(double));
        }
        several = padded;
      }
      NAME(sum_up)(several, grid, scratch, &sums[turn]);
    }
    if (start == 0) continue;
    size_t before = start - LANES, lanes = series - before;
    unsigned exact;
    if (lanes >= LANES) {
      exact = NAME(conclude)(&sums[turn ^ 1], grid, out, before);
    } else {
      exact = NAME(conclude)(&sums[turn ^ 1], grid, rooms, 0) & ((1u << lanes) - 1);
      for (int row = 0; row < 7; row++) memcpy(out[row] + before, room[row], lanes * sizeof(double));
    }
    for (; exact; exact &= exact - 1) {
      queue[queued++] = before + (size_t)__builtin_ctz(exact);
      if (queued < LANES) continue;
      NAME(fit_exactly)(values, queue, queued, grid, out, scratch);
      queued = 0;
    }
  }
  if (queued > 0) NAME(fit_exactly)(values, queue, queued, grid, out, scratch);
}

#undef SHUFFLE
#undef EVEN
#undef ODD
#undef LOW_PAIRS
#undef HIGH_PAIRS
#undef LOW_HALVES
#undef HIGH_HALVES
