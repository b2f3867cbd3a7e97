#ifndef DIGITS_H
#define DIGITS_H

#include "CTabularText.h"

#if defined(__x86_64__)

#include <immintrin.h>

__attribute__((target("sse4.1"))) static inline tabular_decimal digits_sse(const uint8_t *field, size_t count) {
  static const uint8_t cover[32] = {0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
                                    0,    0,    0,    0,    0,    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
  // The field is the end of sixteen bytes; what stands before it counts as zeros.
  const __m128i text = _mm_loadu_si128((const __m128i *)(field + count - 16));
  const __m128i mask = _mm_loadu_si128((const __m128i *)(cover + count));
  const uint32_t inside = (uint32_t)_mm_movemask_epi8(mask);
  __m128i digits = _mm_sub_epi8(text, _mm_set1_epi8('0'));
  const uint32_t point = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(text, _mm_set1_epi8('.'))) & inside;
  const uint32_t numeric =
      (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits)) & inside;
  if ((numeric | point) != inside || (point & (point - 1)) || !numeric) return (tabular_decimal){0, -1};
  digits = _mm_and_si128(digits, mask);
  // Digits before the point move over it.
  const int place = point ? __builtin_ctz(point) : -1;
  const __m128i order = _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const __m128i moves = _mm_cmpgt_epi8(_mm_set1_epi8((char)(place + 1)), order);
  digits = _mm_shuffle_epi8(digits, _mm_add_epi8(order, moves));
  // Twos, fours, eights.
  const __m128i ten = _mm_set1_epi16(10 | 1 << 8), hundred = _mm_set1_epi32(100 | 1 << 16);
  const __m128i myriad = _mm_set1_epi32(10000 | 1 << 16);
  __m128i parts = _mm_madd_epi16(_mm_maddubs_epi16(digits, ten), hundred);
  parts = _mm_madd_epi16(_mm_packus_epi32(parts, parts), myriad);
  const uint64_t pair = (uint64_t)_mm_cvtsi128_si64(parts);
  return (tabular_decimal){(pair & 0xFFFFFFFF) * 100000000 + (pair >> 32), point ? 15 - place : 0};
}

#endif
#endif
