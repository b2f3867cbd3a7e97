// Several numbers side by side, their logarithm and exponential. Included once for each instruction set, with
//   NAME(x)  the name of a function or type for it,
//   TARGET   the attribute that lets the compiler use it,
//   LANES    how many numbers: 4 or 8.

typedef double NAME(f64) __attribute__((vector_size(8 * LANES)));
typedef int64_t NAME(i64) __attribute__((vector_size(8 * LANES)));
typedef uint64_t NAME(u64) __attribute__((vector_size(8 * LANES)));
#define V NAME(f64)
#define I NAME(i64)
#define U NAME(u64)
#define INLINE TARGET static inline __attribute__((always_inline))
#define FMA(a, b, c) __builtin_elementwise_fma(a, b, c)
#define SQRT(x) __builtin_elementwise_sqrt(x)
#define ABS(x) __builtin_elementwise_abs(x)
// Macros, since a vector may not be passed to a function where the two might be compiled for different processors.
#define SPLAT(x) ((x) - (V){0})
#define WHOLE(x) ((x) + (I){0})
#define SELECT(mask, yes, no) ((V)(((mask) & (I)(yes)) | (~(mask) & (I)(no))))

// Splits positive normal numbers x into -2^exponent * mantissa, mantissa in [-c, -2 c), where `base` is the bits of c with
// the sign set.
//
// The sign that is wanted off the exponent's field, so that it is no negative number, goes to the mantissa.
#define SPLIT(x, base, exponent, mantissa)                                                        \
  do {                                                                                            \
    I over_ = (I)(x) - (base);                                                                    \
    (mantissa) = (V)((I)(x) - (over_ & WHOLE(-0x10000000000000)));                                \
    (exponent) = (V)((U)((U)over_ >> 52) | (U)WHOLE(0x4330000000000000)) - (0x1p52 + 2048);       \
  } while (0)
#define SIGN WHOLE(INT64_MIN)

// A sign bit where x is not a positive normal number.
#define ODD_SIGN(x) (((I)(x) - 0x0010000000000000) | (0x7FEFFFFFFFFFFFFF - (I)(x)))

// log of 2^exponent * (1 + f), 1 + f in [sqrt 1/2, sqrt 2], within 1 ulp.
//
// log(1+f) = f - f^2/2 + s (f^2/2 + R(s^2)), s = f/(2+f): the form and the minimax coefficients of FDLIBM's e_log.c
// (Sun Microsystems, 1993).
INLINE V NAME(log_core)(V exponent, V f) {
  V s = f / (f + 2.0);
  V z = s * s;
  V w = z * z;
  V odd = FMA(w, FMA(w, SPLAT(1.531383769920937332e-01), SPLAT(2.222219843214978396e-01)),
              SPLAT(3.999999999940941908e-01));
  V even = FMA(w, FMA(w, FMA(w, SPLAT(1.479819860511658591e-01), SPLAT(1.818357216161805012e-01)),
                      SPLAT(2.857142874366239149e-01)), SPLAT(6.666666666666735130e-01));
  V r = FMA(z, even, w * odd);
  V half_square = 0.5 * f * f;
  V tail = FMA(s, half_square + r, exponent * 1.90821492927058770002e-10);
  return FMA(exponent, SPLAT(6.93147180369123816490e-01), f - (half_square - tail));
}

// The same within 2 ulp, with a third fewer operations: 2 artanh(s) by the same coefficients, one after the other.
INLINE V NAME(log_ratio_core)(V exponent, V f) {
  V s = f / (f + 2.0);
  V z = s * s;
  V p = FMA(z, SPLAT(1.479819860511658591e-01), SPLAT(1.531383769920937332e-01));
  p = FMA(z, p, SPLAT(1.818357216161805012e-01));
  p = FMA(z, p, SPLAT(2.222219843214978396e-01));
  p = FMA(z, p, SPLAT(2.857142874366239149e-01));
  p = FMA(z, p, SPLAT(3.999999999940941908e-01));
  p = FMA(z, p, SPLAT(6.666666666666735130e-01));
  p = FMA(z, p, SPLAT(2.0));
  return FMA(exponent, SPLAT(0.6931471805599453), s * p);
}

// exp(x) - 1 for |x| < 700, to about 2 ulp: x = k log 2 + r, Taylor's series in r.
INLINE V NAME(expm1)(V x) {
  // Adding and subtracting 1.5 * 2^52 rounds to a whole number.
  V shifted = FMA(x, SPLAT(1.4426950408889634), SPLAT(0x1.8p52));
  V k = shifted - 0x1.8p52;
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
  // The low bits of the shifted number are k: |k| < 1011, so that 2^k is a normal number.
  V power = (V)(((I)shifted + 1023) << 52);
  return FMA(fraction, power, power - 1.0);
}

TARGET static void NAME(log)(const double *values, double *logarithms, size_t count) {
  const I base = (I)SPLAT(0.7071067811865476) + SIGN;
  for (size_t start = 0; start < count; start += LANES) {
    double room[LANES];
    size_t lanes = count - start < LANES ? count - start : LANES;
    V x, exponent, mantissa;
    if (lanes == LANES) {
      memcpy(&x, values + start, sizeof x);
    } else {
      for (size_t lane = 0; lane < LANES; lane++) room[lane] = lane < lanes ? values[start + lane] : 1;
      memcpy(&x, room, sizeof x);
    }
    SPLIT(x, base, exponent, mantissa);
    V result = NAME(log_core)(exponent, -1.0 - mantissa);
    I odd = ODD_SIGN(x);
    int64_t any = 0;
    for (int lane = 0; lane < LANES; lane++) any |= odd[lane];
    if (any < 0) {
      for (int lane = 0; lane < LANES; lane++) {
        if (odd[lane] < 0) result[lane] = special_log(x[lane]);
      }
    }
    if (lanes == LANES) {
      memcpy(logarithms + start, &result, sizeof result);
    } else {
      memcpy(room, &result, sizeof result);
      memcpy(logarithms + start, room, lanes * sizeof(double));
    }
  }
}
