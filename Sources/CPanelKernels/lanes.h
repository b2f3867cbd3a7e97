// Eight numbers side by side. Included once for each instruction set, with
//   NAME(x)  the name of a function or type for it,
//   TARGET   the attribute that lets the compiler use it.

typedef double NAME(f64) __attribute__((vector_size(64)));
typedef int64_t NAME(i64) __attribute__((vector_size(64)));
#define V NAME(f64)
#define I NAME(i64)
#define INLINE TARGET static inline __attribute__((always_inline))
#define FMA(a, b, c) __builtin_elementwise_fma(a, b, c)
// Macros, since a vector may not be passed to a function where the two might be compiled for different processors.
#define SPLAT(x) ((V){(x), (x), (x), (x), (x), (x), (x), (x)})
#define WHOLE(x) ((I){(x), (x), (x), (x), (x), (x), (x), (x)})
#define SELECT(mask, yes, no) ((V)(((mask) & (I)(yes)) | (~(mask) & (I)(no))))

// Splits positive normal numbers into 2^exponent * mantissa, mantissa in [1, 2).
#define SPLIT(x, exponent, mantissa)                                                              \
  do {                                                                                            \
    I bits_ = (I)(x);                                                                             \
    (exponent) = __builtin_convertvector((bits_ >> 52) - 1023, V);                                \
    (mantissa) = (V)((bits_ & WHOLE(0x000FFFFFFFFFFFFFLL)) | WHOLE(0x3FF0000000000000LL));        \
  } while (0)

// log of 2^exponent * (high + low), high in (0.5, 2) and low below half an ulp of it; relative accuracy near 1 too.
//
// log(1+f) = f - f^2/2 + s (f^2/2 + R(s^2)), s = f/(2+f): the form and the minimax coefficients of FDLIBM's e_log.c
// (Sun Microsystems, 1993). What the sum f loses in rounding, `lost`, comes back at the end.
INLINE V NAME(log_core)(V exponent, V high, V low) {
  I large = high > SPLAT(1.4142135623730951), small = high < SPLAT(0.7071067811865476);
  V scale = SELECT(large, SPLAT(0.5), SELECT(small, SPLAT(2.0), SPLAT(1.0)));
  exponent += SELECT(large, SPLAT(1.0), SELECT(small, SPLAT(-1.0), SPLAT(0.0)));
  high *= scale;
  low *= scale;
  V distance = high - 1.0;
  V f = distance + low;
  V lost = (distance - f) + low;
  V s = f / (f + 2.0);
  V z = s * s;
  V w = z * z;
  V odd = FMA(w, FMA(w, SPLAT(1.531383769920937332e-01), SPLAT(2.222219843214978396e-01)),
              SPLAT(3.999999999940941908e-01));
  V even = FMA(w, FMA(w, FMA(w, SPLAT(1.479819860511658591e-01), SPLAT(1.818357216161805012e-01)),
                      SPLAT(2.857142874366239149e-01)), SPLAT(6.666666666666735130e-01));
  V r = FMA(z, even, w * odd);
  V half_square = 0.5 * f * f;
  V rest = FMA(exponent, SPLAT(1.90821492927058770002e-10), FMA(-lost, f, lost));
  V tail = FMA(s, half_square + r, rest);
  return FMA(exponent, SPLAT(6.93147180369123816490e-01), f - (half_square - tail));
}

// exp(x) - 1 for |x| < 700, to about 2 ulp: x = k log 2 + r, Taylor's series in r.
INLINE V NAME(expm1)(V x) {
  // Adding and subtracting 1.5 * 2^52 rounds to a whole number.
  V k = FMA(x, SPLAT(1.4426950408889634), SPLAT(0x1.8p52)) - 0x1.8p52;
  V r = FMA(-k, SPLAT(6.93147180369123816490e-01), x);
  V reduced = FMA(-k, SPLAT(1.90821492927058770002e-10), r);
  V lost = FMA(-k, SPLAT(1.90821492927058770002e-10), r - reduced);
  V p = SPLAT(1.0 / 87178291200.0);
  p = FMA(p, reduced, SPLAT(1.0 / 6227020800.0));
  p = FMA(p, reduced, SPLAT(1.0 / 479001600.0));
  p = FMA(p, reduced, SPLAT(1.0 / 39916800.0));
  p = FMA(p, reduced, SPLAT(1.0 / 3628800.0));
  p = FMA(p, reduced, SPLAT(1.0 / 362880.0));
  p = FMA(p, reduced, SPLAT(1.0 / 40320.0));
  p = FMA(p, reduced, SPLAT(1.0 / 5040.0));
  p = FMA(p, reduced, SPLAT(1.0 / 720.0));
  p = FMA(p, reduced, SPLAT(1.0 / 120.0));
  p = FMA(p, reduced, SPLAT(1.0 / 24.0));
  p = FMA(p, reduced, SPLAT(1.0 / 6.0));
  p = FMA(p, reduced, SPLAT(0.5));
  V fraction = FMA(reduced * reduced, p, reduced) + lost;
  // 2^k by halves, so that k = 1024 does not overflow before the product does.
  I whole = __builtin_convertvector(k, I);
  I half = whole >> 1;
  V first = (V)((half + 1023) << 52), second = (V)((whole - half + 1023) << 52);
  V power = first * second;
  return SELECT(k == 0.0, fraction, FMA(fraction, power, power - 1.0));
}

TARGET static void NAME(log)(const double *values, double *logarithms, size_t count) {
  for (size_t start = 0; start < count; start += 8) {
    double room[8] = {1, 1, 1, 1, 1, 1, 1, 1};
    size_t lanes = count - start < 8 ? count - start : 8;
    V x, exponent, mantissa;
    if (lanes == 8) {
      memcpy(&x, values + start, sizeof x);
    } else {
      memcpy(room, values + start, lanes * sizeof(double));
      memcpy(&x, room, sizeof x);
    }
    SPLIT(x, exponent, mantissa);
    V result = NAME(log_core)(exponent, mantissa, SPLAT(0.0));
    I odd = ~((x >= 0x1p-1022) & (x <= 0x1.fffffffffffffp1023));
    int64_t any = 0;
    for (int lane = 0; lane < 8; lane++) any |= odd[lane];
    if (any) {
      for (int lane = 0; lane < 8; lane++) {
        if (odd[lane]) result[lane] = special_log(x[lane]);
      }
    }
    if (lanes == 8) {
      memcpy(logarithms + start, &result, sizeof result);
    } else {
      memcpy(room, &result, sizeof result);
      memcpy(logarithms + start, room, lanes * sizeof(double));
    }
  }
}

#define EVEN(a, b) __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14)
#define ODD(a, b) __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15)
#define LOW_PAIRS(a, b) __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13)
#define HIGH_PAIRS(a, b) __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15)
#define LOW_HALVES(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11)
#define HIGH_HALVES(a, b) __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15)

// Eight series one behind the other become `count` vectors, one number of each series in each.
INLINE void NAME(lay_side_by_side)(const double *restrict values, size_t count, double *restrict vectors) {
  if (count < 8) {
    for (size_t t = 0; t < count; t++) {
      for (size_t lane = 0; lane < 8; lane++) vectors[8 * t + lane] = values[lane * count + t];
    }
    return;
  }
  for (size_t start = 0;; start = start + 16 <= count ? start + 8 : count - 8) {
    V row[8], pair[8], four[8];
    for (int lane = 0; lane < 8; lane++) memcpy(&row[lane], values + (size_t)lane * count + start, sizeof(V));
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
      memcpy(vectors + 8 * (start + (size_t)t), &low, sizeof low);
      memcpy(vectors + 8 * (start + 4 + (size_t)t), &high, sizeof high);
    }
    if (start + 8 == count) return;
  }
}

// Eight series, one a lane. Returns a mask of those that need the exact form.
TARGET static unsigned NAME(fit_eight)(
    const double *restrict values, const panel_grid *grid, double *restrict logs, double results[7][8]) {
  const size_t n = grid->count;
  const double *restrict times = grid->times;
  NAME(lay_side_by_side)(values, n, logs);
  V first, first_exponent, first_mantissa;
  memcpy(&first, logs, sizeof first);
  SPLIT(first, first_exponent, first_mantissa);
  V inverse = 1.0 / first_mantissa;
  I good = WHOLE(-1);
  V sum = SPLAT(0.0), moment = SPLAT(0.0), largest = SPLAT(0.0);
  for (size_t t = 0; t < n; t++) {
    V y, exponent, mantissa;
    memcpy(&y, logs + 8 * t, sizeof y);
    good &= (y >= 0x1p-1022) & (y <= 0x1.fffffffffffffp1023);
    SPLIT(y, exponent, mantissa);
    // The ratio to the first value, in two parts: a change in the last digit of the value keeps its own digits.
    V high = mantissa * inverse;
    V low = FMA(mantissa, inverse, -high);
    V log = NAME(log_core)(exponent - first_exponent, high, low);
    memcpy(logs + 8 * t, &log, sizeof log);
    sum += log;
    moment = FMA(SPLAT(times[t]), log, moment);
    largest = __builtin_elementwise_max(largest, __builtin_elementwise_abs(log));
  }
  V mean = sum / (double)n;
  V slope = moment / grid->square_sum;
  V total = SPLAT(0.0), residual = SPLAT(0.0), steps = SPLAT(0.0), previous = SPLAT(0.0);
  for (size_t t = 0; t < n; t++) {
    V log;
    memcpy(&log, logs + 8 * t, sizeof log);
    V deviation = log - mean;
    V error = FMA(-slope, SPLAT(times[t]), deviation);
    V step = error - previous;
    total = FMA(deviation, deviation, total);
    residual = FMA(error, error, residual);
    if (t > 0) steps = FMA(step, step, steps);
    previous = error;
  }
  V explained = slope * slope * grid->square_sum;
  V variance = residual / ((double)n - 2);
  V slope_error = __builtin_elementwise_sqrt(variance / grid->square_sum);
  V rate = slope * grid->per_year, rate_error = slope_error * grid->per_year;
  V reach = rate_error * grid->t_quantile;
  V growth = NAME(expm1)(rate), low = NAME(expm1)(rate - reach), high = NAME(expm1)(rate + reach);
  V error = rate_error * (growth + 1.0);
  V fit_share = explained / total;
  V sigma = __builtin_elementwise_sqrt(variance);
  V watson = steps / residual;
  memcpy(results[0], &growth, sizeof growth);
  memcpy(results[1], &error, sizeof error);
  memcpy(results[2], &low, sizeof low);
  memcpy(results[3], &high, sizeof high);
  memcpy(results[4], &fit_share, sizeof fit_share);
  memcpy(results[5], &sigma, sizeof sigma);
  memcpy(results[6], &watson, sizeof watson);

  // Rounding in the logarithms is within 2^-52 of the largest. Where what is left of them (the residuals, the slope's
  // part, the share that it explains) is below 2^-11 of it, less than twelve digits would hold.
  V floor = largest * largest * ((double)n * 0x1p-22);
  good &= (residual > floor) & (explained > floor);
  good &= (__builtin_elementwise_abs(rate) + reach < 700.0);
  unsigned exact = 0;
  for (int lane = 0; lane < 8; lane++) exact |= (unsigned)(good[lane] == 0) << lane;
  return exact;
}

TARGET static void NAME(fit)(
    const double *values, size_t series, const panel_grid *grid, const panel_fits *fits, double *scratch) {
  const size_t n = grid->count;
  double results[7][8];
  double *out[7] = {fits->growth, fits->standard_error, fits->low, fits->high,
                    fits->r_squared, fits->sigma, fits->durbin_watson};
  for (size_t start = 0; start < series; start += 8) {
    const double *eight = values + start * n;
    size_t lanes = series - start < 8 ? series - start : 8;
    if (lanes < 8) {
      // The last lanes repeat the first series; nobody reads them.
      double *padded = scratch + 8 * n;
      for (size_t lane = 0; lane < 8; lane++) {
        memcpy(padded + lane * n, eight + (lane < lanes ? lane : 0) * n, n * sizeof(double));
      }
      eight = padded;
    }
    unsigned exact = NAME(fit_eight)(eight, grid, scratch, results) & ((1u << lanes) - 1);
    for (int row = 0; row < 7; row++) memcpy(out[row] + start, results[row], lanes * sizeof(double));
    for (; exact; exact &= exact - 1) {
      size_t place = start + (size_t)__builtin_ctz(exact);
      panel_fit_exactly(values + place * n, place, grid, fits, scratch);
    }
  }
}

#undef V
#undef I
#undef INLINE
#undef FMA
#undef SPLAT
#undef WHOLE
#undef SELECT
#undef SPLIT
#undef EVEN
#undef ODD
#undef LOW_PAIRS
#undef HIGH_PAIRS
#undef LOW_HALVES
#undef HIGH_HALVES
