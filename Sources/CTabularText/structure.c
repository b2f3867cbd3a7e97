#include "CTabularText.h"

static int is_structural(uint8_t byte) {
  return byte == ',' || byte == '"' || byte == '\n' || byte == '\r';
}

size_t tabular_structure_portable(const uint8_t *bytes, size_t count, uint32_t *offsets) {
  size_t found = 0;
  for (size_t place = 0; place < count; place++) {
    offsets[found] = (uint32_t)place;
    found += is_structural(bytes[place]);
  }
  return found;
}

#if defined(__x86_64__)

#include <immintrin.h>

// One bit for each of 64 bytes.
__attribute__((target("avx2"))) static inline uint64_t equal_mask(__m256i low, __m256i high, __m256i byte) {
  uint32_t a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, byte));
  uint32_t b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, byte));
  return (uint64_t)b << 32 | a;
}

__attribute__((target("avx2,bmi,popcnt"))) static size_t structure_avx2(
    const uint8_t *bytes, size_t count, uint32_t *offsets) {
  // Low and high nibble of a structural byte share a bit: LF and CR in the first, comma and quote in the second.
  const __m256i low_table = _mm256_setr_epi8(
      0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 1, 0, 0);
  const __m256i high_table = _mm256_setr_epi8(
      1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  const __m256i nibble = _mm256_set1_epi8(15), zero = _mm256_setzero_si256();
  size_t found = 0, place = 0;
  for (; place + 64 <= count; place += 64) {
    uint64_t mask = 0;
    for (int half = 0; half < 2; half++) {
      __m256i text = _mm256_loadu_si256((const __m256i *)(bytes + place + 32 * half));
      __m256i low = _mm256_shuffle_epi8(low_table, _mm256_and_si256(text, nibble));
      __m256i high = _mm256_shuffle_epi8(high_table, _mm256_and_si256(_mm256_srli_epi16(text, 4), nibble));
      __m256i plain = _mm256_cmpeq_epi8(_mm256_and_si256(low, high), zero);
      mask |= (uint64_t)(uint32_t)~_mm256_movemask_epi8(plain) << (32 * half);
    }
    // Eight at a time: the branch is on how many eights there are, which a text of records foretells well.
    size_t next = found + (size_t)__builtin_popcountll(mask);
    while (mask) {
      for (int written = 0; written < 8; written++) {
        offsets[found + written] = (uint32_t)place + (uint32_t)_tzcnt_u64(mask);
        mask = _blsr_u64(mask);
      }
      found += 8;
    }
    found = next;
  }
  for (; place < count; place++) {
    offsets[found] = (uint32_t)place;
    found += is_structural(bytes[place]);
  }
  return found;
}

// Sixty-four places at a time, sixteen of them to a store.
__attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt"))) static size_t structure_avx512(
    const uint8_t *bytes, size_t count, uint32_t *offsets) {
  static const uint8_t all[64] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
                                  22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
                                  44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
  const __m512i places = _mm512_loadu_si512(all);
  size_t found = 0, place = 0;
  for (; place + 64 <= count; place += 64) {
    const __m512i text = _mm512_loadu_si512(bytes + place);
    const __mmask64 mask = _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8(',')) |
                           _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('"')) |
                           _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('\n')) |
                           _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('\r'));
    const size_t next = found + (size_t)__builtin_popcountll(mask);
    __m512i some = _mm512_maskz_compress_epi8(mask, places);
    for (; found < next; found += 16) {
      const __m512i wide = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(some));
      _mm512_storeu_si512(offsets + found, _mm512_add_epi32(wide, _mm512_set1_epi32((int)place)));
      some = _mm512_alignr_epi64(some, some, 2);
    }
    found = next;
  }
  for (; place < count; place++) {
    offsets[found] = (uint32_t)place;
    found += is_structural(bytes[place]);
  }
  return found;
}

__attribute__((target("avx2,popcnt"))) static size_t line_feeds_avx2(const uint8_t *bytes, size_t count) {
  const __m256i line_feed = _mm256_set1_epi8('\n');
  size_t found = 0, place = 0;
  for (; place + 64 <= count; place += 64) {
    __m256i low = _mm256_loadu_si256((const __m256i *)(bytes + place));
    __m256i high = _mm256_loadu_si256((const __m256i *)(bytes + place + 32));
    found += (size_t)__builtin_popcountll(equal_mask(low, high, line_feed));
  }
  for (; place < count; place++) found += bytes[place] == '\n';
  return found;
}

size_t tabular_structure_avx2(const uint8_t *bytes, size_t count, uint32_t *offsets) {
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt"))
    return structure_avx2(bytes, count, offsets);
  return tabular_structure_portable(bytes, count, offsets);
}

size_t tabular_structure(const uint8_t *bytes, size_t count, uint32_t *offsets) {
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("popcnt"))
    return structure_avx512(bytes, count, offsets);
  return tabular_structure_avx2(bytes, count, offsets);
}

size_t tabular_line_feeds(const uint8_t *bytes, size_t count) {
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt")) return line_feeds_avx2(bytes, count);
  size_t found = 0;
  for (size_t place = 0; place < count; place++) found += bytes[place] == '\n';
  return found;
}

#else

size_t tabular_structure_avx2(const uint8_t *bytes, size_t count, uint32_t *offsets) {
  return tabular_structure_portable(bytes, count, offsets);
}

size_t tabular_structure(const uint8_t *bytes, size_t count, uint32_t *offsets) {
  return tabular_structure_portable(bytes, count, offsets);
}

size_t tabular_line_feeds(const uint8_t *bytes, size_t count) {
  size_t found = 0;
  for (size_t place = 0; place < count; place++) found += bytes[place] == '\n';
  return found;
}

#endif
