#include "digits.h"

#if defined(__x86_64__)

tabular_decimal tabular_digits(const uint8_t *field, size_t before, size_t count) {
  if (count > 16 || count == 0 || before + count < 16 || !__builtin_cpu_supports("sse4.1"))
    return (tabular_decimal){0, -1};
  return digits_sse(field, count);
}

#else

tabular_decimal tabular_digits(const uint8_t *field, size_t before, size_t count) {
  (void)field, (void)before, (void)count;
  return (tabular_decimal){0, -1};
}

#endif
