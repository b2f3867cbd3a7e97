#include "kernels.h"

typedef double vector __attribute__((vector_size(64)));
typedef double unaligned_vector __attribute__((vector_size(64), aligned(8)));

#if defined(__x86_64__) && defined(__ELF__)
#define EACH_TARGET __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define EACH_TARGET
#endif

// Panel after panel, its columns in four sums at a time: the order of additions depends on nothing but the order n.
EACH_TARGET static void times(
  const double *restrict matrix, int32_t n, int32_t is_lower, const double *restrict factors,
  double *restrict product) {
  const vector *column = (const vector *)matrix;
  for (int32_t row = 0; row < n; row += 8) {
    int32_t j = is_lower ? 0 : row, end = is_lower && row + 8 < n ? row + 8 : n;
    vector a = {0}, b = {0}, c = {0}, d = {0};
    for (; j + 4 <= end; j += 4, column += 4) {
      a += column[0] * factors[j];
      b += column[1] * factors[j + 1];
      c += column[2] * factors[j + 2];
      d += column[3] * factors[j + 3];
    }
    for (; j < end; j++, column++) a += column[0] * factors[j];
    *(unaligned_vector *)(product + row) = (a + b) + (c + d);
  }
}

void root_times(const sampling_root *root, const double *vector, double *product) {
  times(root->rows, root->order, root->is_lower, vector, product);
}

void root_transposed_times(const sampling_root *root, const double *vector, double *product) {
  times(root->columns, root->order, !root->is_lower, vector, product);
}
