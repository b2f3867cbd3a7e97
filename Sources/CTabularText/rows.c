#include "CTabularText.h"

#if defined(__x86_64__)

#include "digits.h"
#include <string.h>

#define TARGET __attribute__((target("avx2,bmi,bmi2,popcnt")))

// What digits are divided by: powers of ten, and from 32 on those below zero.
enum { NEGATIVE = 32 };
static const double divisors[64] = {1e0,   1e1,   1e2,   1e3,   1e4,   1e5,   1e6,   1e7,   1e8,   1e9,   1e10,
                                    1e11,  1e12,  1e13,  1e14,  1e15,  1e16,  1e17,  1e18,  1e19,  [NEGATIVE] = -1e0,
                                    -1e1,  -1e2,  -1e3,  -1e4,  -1e5,  -1e6,  -1e7,  -1e8,  -1e9,  -1e10, -1e11,
                                    -1e12, -1e13, -1e14, -1e15, -1e16, -1e17, -1e18, -1e19};

// The loads below reach up to so many bytes behind a row.
enum { REACH = 16 };

TARGET static inline __m128i sixteen(const uint8_t *bytes) { return _mm_loadu_si128((const __m128i *)bytes); }

TARGET static inline uint32_t first_bits(size_t count) { return count < 16 ? (1u << count) - 1 : 0xFFFF; }

TARGET static inline int is_same(const uint8_t *left, const uint8_t *right, size_t count) {
  for (size_t done = 0; done < count; done += 16) {
    const __m128i equal = _mm_cmpeq_epi8(sixteen(left + done), sixteen(right + done));
    if (~(uint32_t)_mm_movemask_epi8(equal) & first_bits(count - done)) return 0;
  }
  return 1;
}

// ASCII without NUL.
TARGET static inline int is_ascii(const uint8_t *text, size_t count) {
  for (size_t done = 0; done < count; done += 16) {
    const __m128i bytes = sixteen(text + done);
    const __m128i others = _mm_or_si128(bytes, _mm_cmpeq_epi8(bytes, _mm_setzero_si128()));
    if ((uint32_t)_mm_movemask_epi8(others) & first_bits(count - done)) return 0;
  }
  return 1;
}

// Four digits in text order, or more than 9999.
TARGET static inline uint32_t four_digits(const uint8_t *text) {
  uint32_t word;
  memcpy(&word, text, 4);
  word ^= 0x30303030;
  if ((word | (word + 0x06060606)) & 0xF0F0F0F0) return UINT32_MAX;
  const uint32_t pairs = (word * 10 + (word >> 8)) & 0x00FF00FF;
  return (pairs * 100 + (pairs >> 16)) & 0xFFFF;
}

// The code of a period: `2019`, `2019-Q3` or `2019-07`; negative for others.
TARGET static inline int32_t period_code(const uint8_t *text, size_t count) {
  if (count != 4 && count != 7) return -1;
  const uint32_t year = four_digits(text);
  if (year > 9999) return -1;
  if (count == 4) return (int32_t)(year * 4);
  const uint32_t last = (uint32_t)text[6] - '0';
  if (text[4] != '-' || last > 9) return -1;
  if (text[5] == 'Q') return last >= 1 && last <= 4 ? (int32_t)((year * 4 + last - 1) * 4 + 2) : -1;
  const uint32_t month = ((uint32_t)text[5] - '0') * 10 + last;
  return month >= 1 && month <= 12 ? (int32_t)((year * 12 + month - 1) * 4 + 3) : -1;
}

// Up to twenty bytes of digits with at most one point among them, at most nineteen digits.
TARGET static inline tabular_decimal decimal(const uint8_t *field, size_t before, size_t count) {
  const tabular_decimal none = {0, -1};
  if (count == 0 || count > 20 || before + count < 16) return none;
  if (count <= 16) return digits_sse(field, count);
  tabular_decimal tail = digits_sse(field + count - 16, 16);
  if (tail.decimals < 0) return none;
  uint64_t head = 0;
  int64_t decimals = tail.decimals;
  int has_point = decimals > 0 || field[count - 1] == '.';
  const uint64_t scale = has_point ? 1000000000000000 : 10000000000000000;
  for (size_t place = 0; place < count - 16; place++) {
    const uint32_t digit = (uint32_t)field[place] - '0';
    if (digit <= 9) {
      head = head * 10 + digit;
    } else if (field[place] == '.' && !has_point) {
      has_point = 1;
      decimals = (int64_t)(count - 1 - place);
    } else {
      return none;
    }
  }
  if (!has_point && count == 20) return none;
  return (tabular_decimal){head * scale + tail.digits, decimals};
}

// Whether a record has its commas and its line end at so many places.
TARGET static inline int is_record(const uint8_t *text, const int32_t *places, size_t fields, size_t separators) {
  const uint8_t *end = text + places[fields - 1];
  uint32_t others = separators == fields ? *end ^ '\n' : (*end ^ '\r') | (end[1] ^ '\n');
  // Few fields: vectors would not pay.
#pragma clang loop vectorize(disable) unroll(disable)
  for (size_t field = 0; field + 1 < fields; field++) others |= text[places[field]] ^ ',';
  return !others;
}

// Whether a key field begins or ends with a blank, so that it is written in quotes.
TARGET static inline int has_blank_end(const uint8_t *text, const int32_t *places, size_t first, size_t last) {
  for (size_t field = first; field <= last; field++) {
    const uint8_t *start = text + places[(ptrdiff_t)field - 1] + 1, *end = text + places[field];
    if (start < end && (*start == ' ' || end[-1] == ' ')) return 1;
  }
  return 0;
}

// Records as they lie in a text, and their numbers before these are made doubles of.
typedef struct {
  const uint8_t *text;
  const int32_t *places;
  // Of each record, its line end among them.
  size_t separators;
  size_t count;
  uint64_t digits[TABULAR_ROW_LIMIT];
  uint8_t divisor[TABULAR_ROW_LIMIT];
} records;

// Finds how many records there are with a plain number each.
TARGET static void read_numbers(records *found, const uint8_t *start, const tabular_fields *fields, size_t limit) {
  const int32_t *places = found->places;
  const size_t field_count = fields->count, separators = found->separators;
  const ptrdiff_t field = (ptrdiff_t)fields->value;
  size_t row = 0;
  for (; row < limit; row++, places += separators) {
    if (!is_record(found->text, places, field_count, separators)) break;
    const uint8_t *text = found->text + places[field - 1] + 1, *end = found->text + places[field];
    const int is_negative = *text == '-';
    text += is_negative;
    const tabular_decimal number = decimal(text, (size_t)(text - start), (size_t)(end - text));
    if (number.decimals < 0) break;
    found->digits[row] = number.digits;
    found->divisor[row] = (uint8_t)(number.decimals + (is_negative ? NEGATIVE : 0));
  }
  found->count = row;
}

// Finds how many of the records have a plain key and period each, and the series that they are.
TARGET static void read_series(
    records *found, const uint8_t *start, const tabular_fields *fields, tabular_rows *rows) {
  const int32_t *places = found->places;
  const ptrdiff_t first = (ptrdiff_t)fields->first_key, last = (ptrdiff_t)fields->last_key;
  const ptrdiff_t field = (ptrdiff_t)fields->period;
  int32_t *const periods = rows->periods;
  tabular_series series = *rows->series, *begun = rows->series;
  const uint8_t *key_before = start + series.key_start;
  size_t row = 0;
  for (; row < found->count; row++, places += found->separators) {
    const uint8_t *text = found->text + places[field - 1] + 1;
    const int32_t period = period_code(text, (size_t)(found->text + places[field] - text));
    if (period < 0) break;
    const uint8_t *key = found->text + places[first - 1] + 1;
    const size_t key_count = (size_t)(found->text + places[last] - key);
    if (key_count == series.key_count && is_same(key, key_before, key_count)) {
      series.is_untidy |= (period <= series.period) | ((period ^ series.period) & 3);
    } else {
      if (!is_ascii(key, key_count) || has_blank_end(found->text, places, fields->first_key, fields->last_key)) break;
      *begun++ = series;
      series = (tabular_series){.key_start = (size_t)(key - start), .key_count = key_count, .row = row};
      key_before = key;
    }
    series.period = period;
    periods[row] = period;
  }
  *begun++ = series;
  found->count = row;
  rows->series_count = (size_t)(begun - rows->series);
}

// Makes doubles of the digits, but for those that need more than one rounding.
TARGET static void make_values(const records *found, tabular_rows *rows) {
  tabular_number *number = rows->numbers;
  for (size_t row = 0; row < found->count; row++) {
    const uint64_t digits = found->digits[row];
    rows->values[row] = (double)(int64_t)digits / divisors[found->divisor[row]];
    if (digits > 1ull << 53)
      *number++ = (tabular_number){
          digits, row, found->divisor[row] % NEGATIVE, found->divisor[row] >= NEGATIVE};
  }
  rows->number_count = (size_t)(number - rows->numbers);
}

TARGET static void read_rows(
    const tabular_text *text, const tabular_fields *fields, size_t separators, tabular_rows *rows) {
  records found;
  found.text = text->bytes + text->base;
  found.places = (const int32_t *)text->separators;
  found.separators = separators;
  size_t limit = text->separator_count / separators;
  if (limit > TABULAR_ROW_LIMIT) limit = TABULAR_ROW_LIMIT;
  while (limit && text->base + text->separators[limit * separators - 1] + REACH >= text->count) limit--;
  read_numbers(&found, text->bytes, fields, limit);
  read_series(&found, text->bytes, fields, rows);
  make_values(&found, rows);
  rows->row_count = found.count;
  rows->separators_taken = found.count * separators;
  if (found.count) rows->end = text->base + text->separators[rows->separators_taken - 1] + 1;
}

#endif

void tabular_read_rows(const tabular_text *text, const tabular_fields *fields, tabular_rows *rows) {
  rows->row_count = rows->number_count = rows->separators_taken = 0;
  rows->series_count = 1;
  rows->end = text->start;
#if defined(__x86_64__)
  if (text->separator_count < fields->count) return;
  // Until one that does not, all lines are taken to end as the first one does.
  const int is_crlf = text->bytes[text->base + text->separators[fields->count - 1]] == '\r';
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2"))
    read_rows(text, fields, fields->count + (size_t)is_crlf, rows);
#else
  (void)fields;
#endif
}
