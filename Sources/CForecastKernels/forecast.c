#include <math.h>
#include <stdint.h>
#include <string.h>

// Vectors pass between functions that are always inlined: no calling convention is at stake.
#pragma GCC diagnostic ignored "-Wpsabi"
// Sums and products are fused where FMA says so and nowhere else: every instruction set gives the same bits.
#pragma STDC FP_CONTRACT OFF

#include "CForecastKernels.h"

#define NAME(x) x##_portable
#define TARGET
#if defined(__FP_FAST_FMA)
#define INLINE static inline __attribute__((always_inline))
#else
// A fused product and sum is eight calls of the C library: better small than fast.
#define INLINE static __attribute__((noinline))
#endif
#include "vectors.h"
#include "theta.h"
#include "ets.h"
#undef NAME
#undef TARGET
#undef INLINE

#if defined(__x86_64__)

#define INLINE TARGET static inline __attribute__((always_inline))

#define NAME(x) x##_avx2
#define TARGET __attribute__((target("avx2,fma,bmi")))
#include "vectors.h"
#include "theta.h"
#include "ets.h"
#undef NAME
#undef TARGET

#define NAME(x) x##_avx512
#define TARGET __attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,fma,bmi")))
#include "vectors.h"
#include "theta.h"
#include "ets.h"
#undef NAME
#undef TARGET

#define CHOOSE(call)                                                                     \
  if (__builtin_cpu_supports("avx512dq")) return call(_avx512);                          \
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return call(_avx2); \
  return call(_portable)

#else

#define CHOOSE(call) return call(_portable)

#endif

theta_estimate theta_search(const double *values, size_t count, const theta_problem *problem) {
#define CALL(set) theta_search##set(values, count, problem)
  CHOOSE(CALL);
#undef CALL
}

void ets_search(const double *values, size_t count, const ets_form *form, double *room, ets_solution *solution) {
#define CALL(set) ets_search##set(values, count, form, room, solution)
  CHOOSE(CALL);
#undef CALL
}

double ets_cost(const double *values, size_t count, const ets_form *form, double *room, const ets_solution *solution) {
#define CALL(set) ets_cost##set(values, count, form, room, solution)
  CHOOSE(CALL);
#undef CALL
}

size_t ets_room(const ets_form *form) {
  size_t length = form->length, columns = length + 1, blocks = (columns + 7) / 8;
  // Running terms and their derivatives by level and slope; or, with all columns, derivatives of states and terms, the
  // change of the forecast, the normal equations, their right-hand side, running terms and those to try.
  size_t search = 3 * length, free = blocks * (length + 3 + columns + 1) + 2 * ((length + 7) / 8);
  return 8 * (search > free ? search : free);
}
