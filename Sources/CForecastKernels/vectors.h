// Eight numbers side by side. Included once for each instruction set, with
//   NAME(x)  the name of a function or type for it,
//   TARGET   the attribute that lets the compiler use it,
//   INLINE   how functions of vectors are declared.

typedef double NAME(f64) __attribute__((vector_size(64)));
typedef int64_t NAME(i64) __attribute__((vector_size(64)));
#define V NAME(f64)
#define I NAME(i64)
#define FMA(a, b, c) NAME(fma)(a, b, c)
// Macros, since a vector may not be passed to a function where the two might be compiled for different processors.
#define SPLAT(x) ((V){(x), (x), (x), (x), (x), (x), (x), (x)})
#define WHOLE(x) ((I){(x), (x), (x), (x), (x), (x), (x), (x)})
#define SELECT(mask, yes, no) ((V)(((mask) & (I)(yes)) | (~(mask) & (I)(no))))
#define LEAST(a, b) SELECT((a) < (b), a, b)
#define GREATEST(a, b) SELECT((a) > (b), a, b)

INLINE V NAME(fma)(V a, V b, V c) { return __builtin_elementwise_fma(a, b, c); }

// Logarithm of positive normal numbers to a few ulp: x = 2^e m with m within √½ … √2, and the series of
// log m = 2 artanh s, s = (m − 1)/(m + 1), |s| < 0.172.
INLINE V NAME(logarithm)(V x) {
  I bits = (I)x;
  V exponent = __builtin_convertvector((bits >> 52) - 1023, V);
  V m = (V)((bits & WHOLE(0x000FFFFFFFFFFFFFLL)) | WHOLE(0x3FF0000000000000LL));
  I large = m > SPLAT(1.4142135623730951);
  m *= SELECT(large, SPLAT(0.5), SPLAT(1.0));
  exponent += SELECT(large, SPLAT(1.0), SPLAT(0.0));
  V s = (m - 1.0) / (m + 1.0);
  V z = s * s;
  V p = SPLAT(2.0 / 19);
  p = FMA(p, z, SPLAT(2.0 / 17));
  p = FMA(p, z, SPLAT(2.0 / 15));
  p = FMA(p, z, SPLAT(2.0 / 13));
  p = FMA(p, z, SPLAT(2.0 / 11));
  p = FMA(p, z, SPLAT(2.0 / 9));
  p = FMA(p, z, SPLAT(2.0 / 7));
  p = FMA(p, z, SPLAT(2.0 / 5));
  p = FMA(p, z, SPLAT(2.0 / 3));
  p = FMA(p * z, s, 2.0 * s);
  return FMA(exponent, SPLAT(0.6931471805599453), p);
}

// The place of the least of eight costs, the first of equals; what is not a number never wins.
INLINE int NAME(least)(V costs) {
  double least = INFINITY;
  int place = 0;
  for (int lane = 0; lane < 8; lane++) {
    if (costs[lane] < least) {
      least = costs[lane];
      place = lane;
    }
  }
  return place;
}
