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
  if (count <= 16) {
    const __m128i equal = _mm_cmpeq_epi8(sixteen(left), sixteen(right));
    return !_bzhi_u32(~(uint32_t)_mm_movemask_epi8(equal), (uint32_t)count);
  }
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

// The code of a whole number of up to eight digits; negative for others.
static inline int32_t number_code(const uint8_t *text, size_t count) {
  if (count == 0 || count > 8) return -1;
  uint32_t number = 0;
  for (size_t place = 0; place < count; place++) {
    const uint32_t digit = (uint32_t)text[place] - '0';
    if (digit > 9) return -1;
    number = number * 10 + digit;
  }
  return (int32_t)(number * 4);
}

// The code of a period, as PanelPeriod of the module Panels has it: `2019`, `7`, `2019-S1`, `2019-Q3`, `2019Q3` or `2019-07`;
// negative for others.
TARGET static inline int32_t period_code(const uint8_t *text, size_t count) {
  if (count != 4 && count != 6 && count != 7) return number_code(text, count);
  const uint32_t year = four_digits(text);
  if (count == 4) return year <= 9999 ? (int32_t)(year * 4) : -1;
  const uint8_t *unit = text + count - 2;
  const uint32_t last = (uint32_t)unit[1] - '0';
  if (last > 9 || year > 9999) return -1;
  if ((*unit >= '0' && *unit <= '9') && text[4] != '-') return number_code(text, count);
  if (count == 7 && text[4] != '-') return -1;
  if (*unit == 'S') return last >= 1 && last <= 2 ? (int32_t)((year * 2 + last - 1) * 4 + 1) : -1;
  if (*unit == 'Q') return last >= 1 && last <= 4 ? (int32_t)((year * 4 + last - 1) * 4 + 2) : -1;
  const uint32_t month = ((uint32_t)*unit - '0') * 10 + last;
  return count == 7 && month >= 1 && month <= 12 ? (int32_t)((year * 12 + month - 1) * 4 + 3) : -1;
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

// Rows with more separators are read step by step.
enum { SEPARATOR_LIMIT = 64 };

// Where the fields of a record lie among its separators. In front of these is the one that ended the record before.
typedef struct {
  // Of a record, its line end among them.
  ptrdiff_t separators;
  uint8_t kind[SEPARATOR_LIMIT];
  // All bits where a separator must stand right behind the one before, none elsewhere.
  int32_t adjacent[SEPARATOR_LIMIT];
  // Whether there are any such: quotes, or line ends of two bytes.
  int has_adjacent;
  // The separators around the text of each field, and whether they are quotes.
  ptrdiff_t before[SEPARATOR_LIMIT];
  ptrdiff_t behind[SEPARATOR_LIMIT];
  int is_quoted[SEPARATOR_LIMIT];
} record_layout;

// Adds the next separator if it is of a kind; whether it is.
TARGET static int add_separator(const tabular_text *text, record_layout *layout, uint8_t kind, int is_adjacent) {
  const ptrdiff_t place = layout->separators;
  if (place == SEPARATOR_LIMIT || (size_t)place == text->separator_count) return 0;
  if (text->bytes[text->base + text->separators[place]] != kind) return 0;
  layout->kind[place] = kind;
  layout->adjacent[place] = is_adjacent ? -1 : 0;
  layout->has_adjacent |= is_adjacent;
  layout->separators++;
  return 1;
}

TARGET static int add_line_end(const tabular_text *text, record_layout *layout, int is_adjacent) {
  if (add_separator(text, layout, '\n', is_adjacent)) return 1;
  return add_separator(text, layout, '\r', is_adjacent) && add_separator(text, layout, '\n', 1);
}

// Finds the layout that the first record has if it is plain; 0 when it is not. Whether it has it `is_record` says.
TARGET static int find_layout(const tabular_text *text, size_t fields, record_layout *layout) {
  layout->separators = 0;
  layout->has_adjacent = 0;
  if (fields > SEPARATOR_LIMIT) return 0;
  for (size_t field = 0; field < fields; field++) {
    const int is_quoted = add_separator(text, layout, '"', 1);
    if (is_quoted && !add_separator(text, layout, '"', 0)) return 0;
    layout->is_quoted[field] = is_quoted;
    layout->behind[field] = layout->separators - is_quoted;
    layout->before[field] = layout->behind[field] - 1;
    const int is_ended = field + 1 < fields ? add_separator(text, layout, ',', is_quoted)
                                            : add_line_end(text, layout, is_quoted);
    if (!is_ended) return 0;
  }
  return 1;
}

// Whether a record has the layout. Of one without quotes and with plain line feeds, `count` may tell the separators.
TARGET static inline int is_record(
    const uint8_t *window, const int32_t *places, const record_layout *layout, ptrdiff_t count) {
  uint32_t others = 0;
  if (count) {
    for (ptrdiff_t place = 0; place + 1 < count; place++) others |= window[places[place]] ^ ',';
    return !(others | (window[places[count - 1]] ^ '\n'));
  }
#pragma clang loop vectorize(disable)
  for (ptrdiff_t place = 0; place < layout->separators; place++) {
    others |= window[places[place]] ^ layout->kind[place];
    others |= (uint32_t)(layout->adjacent[place] & (places[place] - places[place - 1] - 1));
  }
  return !others;
}

// Whether a key field begins or ends with a blank, so that it is written in quotes.
TARGET static inline int has_blank_end(
    const uint8_t *window, const int32_t *places, const record_layout *layout, const tabular_fields *fields) {
  for (size_t field = fields->first_key; field <= fields->last_key; field++) {
    const uint8_t *start = window + places[layout->before[field]] + 1, *end = window + places[layout->behind[field]];
    if (start < end && (*start == ' ' || end[-1] == ' ')) return 1;
  }
  return 0;
}

// Whether keys are the same but for the quotes in them.
static int is_same_unquoted(const uint8_t *left, size_t left_count, const uint8_t *right, size_t right_count) {
  const uint8_t *left_end = left + left_count, *right_end = right + right_count;
  while (1) {
    while (left < left_end && *left == '"') left++;
    while (right < right_end && *right == '"') right++;
    if (left == left_end || right == right_end) return left == left_end && right == right_end;
    if (*left++ != *right++) return 0;
  }
}

// So many rows go from step to step at a time in the end, the first one alone: at one that is not plain hardly more work is
// lost than was done.
enum { BATCH = 16 };

// The numbers of some records, before these are made doubles of.
typedef struct {
  uint64_t digits[BATCH];
  uint8_t divisor[BATCH];
} numbers;

// Reads the numbers of records as long as both are plain; how many. For `count` see `is_record`.
TARGET static inline __attribute__((always_inline)) size_t read_numbers(
    const tabular_text *text, const int32_t *places, const record_layout *layout, ptrdiff_t count, size_t field,
    size_t limit, numbers *read) {
  const uint8_t *const window = text->bytes + text->base;
  const ptrdiff_t before = layout->before[field], behind = layout->behind[field];
  size_t row = 0;
  for (; row < limit; row++, places += count ? count : layout->separators) {
    if (!is_record(window, places, layout, count)) break;
    const uint8_t *start = window + places[before] + 1, *end = window + places[behind];
    const int is_negative = *start == '-';
    start += is_negative;
    const tabular_decimal number = decimal(start, (size_t)(start - text->bytes), (size_t)(end - start));
    if (number.decimals < 0) break;
    read->digits[row] = number.digits;
    read->divisor[row] = (uint8_t)(number.decimals + (is_negative ? NEGATIVE : 0));
  }
  return row;
}

// Adds the periods of records, and the series that they are, as long as keys and periods are plain; how many.
TARGET static size_t read_series(
    const tabular_text *text, const int32_t *places, const record_layout *layout, const tabular_fields *fields,
    size_t limit, tabular_rows *rows) {
  const uint8_t *const window = text->bytes + text->base;
  const ptrdiff_t before_period = layout->before[fields->period], behind_period = layout->behind[fields->period];
  const ptrdiff_t before_key = layout->before[fields->first_key], behind_key = layout->behind[fields->last_key];
  // Quotes belong to the key: where they are the same, so is it.
  const int key_offset = !layout->is_quoted[fields->first_key], key_rest = layout->is_quoted[fields->last_key];
  int32_t *const periods = rows->periods + rows->row_count;
  tabular_series *place = rows->series + rows->series_count - 1, series = *place;
  const uint8_t *key_before = text->bytes + series.key_start;
  size_t row = 0;
  for (; row < limit; row++, places += layout->separators) {
    const uint8_t *start = window + places[before_period] + 1;
    const int32_t period = period_code(start, (size_t)(window + places[behind_period] - start));
    if (period < 0) break;
    const uint8_t *key = window + places[before_key] + key_offset;
    const size_t key_count = (size_t)(window + places[behind_key] + key_rest - key);
    if (key_count == series.key_count && is_same(key, key_before, key_count)) {
      series.is_untidy |= (period <= series.period) | ((period ^ series.period) & 3);
    } else {
      if (!is_ascii(key, key_count) || has_blank_end(window, places, layout, fields)) break;
      // The row before may have quotes where these have none.
      if (rows->row_count + row == 0 && series.key_count <= text->count &&
          is_same_unquoted(key, key_count, key_before, series.key_count))
        break;
      *place++ = series;
      series = (tabular_series){
          .key_start = (size_t)(key - text->bytes), .key_count = key_count, .row = rows->row_count + row};
      key_before = key;
    }
    series.period = period;
    periods[row] = period;
  }
  *place = series;
  rows->series_count = (size_t)(place - rows->series) + 1;
  return row;
}

// Makes doubles of digits, but for those that need more than one rounding.
TARGET static void make_values(const numbers *read, size_t count, tabular_rows *rows) {
  for (size_t row = 0; row < count; row++) {
    const uint64_t digits = read->digits[row];
    const uint8_t divisor = read->divisor[row];
    rows->values[rows->row_count + row] = (double)(int64_t)digits / divisors[divisor];
    if (digits > 1ull << 53)
      rows->numbers[rows->number_count++] =
          (tabular_number){digits, rows->row_count + row, divisor % NEGATIVE, divisor >= NEGATIVE};
  }
}

TARGET static void read_rows(const tabular_text *text, const tabular_fields *fields, tabular_rows *rows) {
  record_layout layout;
  if (!find_layout(text, fields->count, &layout)) return;
  const size_t separators = (size_t)layout.separators;
  size_t limit = text->separator_count / separators;
  if (limit > TABULAR_ROW_LIMIT) limit = TABULAR_ROW_LIMIT;
  while (limit && text->base + text->separators[limit * separators - 1] + REACH >= text->count) limit--;
  const int32_t *places = (const int32_t *)text->separators;
  for (size_t batch = limit ? 1 : 0; batch;) {
    numbers read;
    size_t count;
    // The usual numbers of separators are known when this is compiled.
    switch (layout.has_adjacent ? 0 : separators) {
    case 3: count = read_numbers(text, places, &layout, 3, fields->value, batch, &read); break;
    case 4: count = read_numbers(text, places, &layout, 4, fields->value, batch, &read); break;
    case 5: count = read_numbers(text, places, &layout, 5, fields->value, batch, &read); break;
    default: count = read_numbers(text, places, &layout, 0, fields->value, batch, &read);
    }
    count = read_series(text, places, &layout, fields, count, rows);
    make_values(&read, count, rows);
    rows->row_count += count;
    places += count * separators;
    if (count < batch) break;
    batch = 2 * batch < BATCH ? 2 * batch : BATCH;
    if (batch > limit - rows->row_count) batch = limit - rows->row_count;
  }
  rows->separators_taken = rows->row_count * separators;
  rows->end = text->base + (size_t)(ptrdiff_t)places[-1] + 1;
  for (size_t field = fields->first_key; field <= fields->last_key; field++)
    rows->key_quotes += layout.is_quoted[field] ? 2 : 0;
}

TARGET static tabular_records pass_records(const tabular_text *text, size_t fields) {
  record_layout layout;
  tabular_records passed = {0, 0, text->start};
  if (!find_layout(text, fields, &layout)) return passed;
  const size_t separators = (size_t)layout.separators;
  const int32_t *places = (const int32_t *)text->separators;
  while (passed.separators + separators <= text->separator_count &&
         is_record(text->bytes + text->base, places + passed.separators, &layout, 0)) {
    passed.count++;
    passed.separators += separators;
  }
  passed.end = text->base + (size_t)(ptrdiff_t)places[(ptrdiff_t)passed.separators - 1] + 1;
  return passed;
}

static int has_vectors(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
         __builtin_cpu_supports("popcnt");
}

#endif

tabular_records tabular_pass_records(const tabular_text *text, size_t fields) {
#if defined(__x86_64__)
  if (has_vectors()) return pass_records(text, fields);
#else
  (void)fields;
#endif
  return (tabular_records){0, 0, text->start};
}

void tabular_read_rows(const tabular_text *text, const tabular_fields *fields, tabular_rows *rows) {
  rows->row_count = rows->number_count = rows->separators_taken = rows->key_quotes = 0;
  rows->series_count = 1;
  rows->end = text->start;
#if defined(__x86_64__)
  if (has_vectors()) read_rows(text, fields, rows);
#else
  (void)fields;
#endif
}
