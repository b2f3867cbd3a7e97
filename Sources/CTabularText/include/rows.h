#ifndef ROWS_H
#define ROWS_H

#include <stddef.h>
#include <stdint.h>

// Reads the plain rows of a panel, many in one call: keys of ASCII, quoted or not, without a comma, quote or line end in them,
// a common period, an ordinary number, and all rows quoted alike. It stops at the first row that is anything else, which the
// caller then reads step by step: what is odd is read in one way only, and both ways read a plain row alike.

/// What the fields of a row are, counted from 0; the keys stand side by side.
typedef struct {
  size_t count;
  size_t first_key;
  size_t last_key;
  size_t period;
  size_t value;
} tabular_fields;

/// A text with the places of all its separators from `start`, where a row begins, to some later one.
typedef struct {
  const uint8_t *bytes;
  size_t count;
  size_t start;
  /// Counted from `base`; the element before the first is the place before `start`, perhaps below zero.
  const uint32_t *separators;
  size_t separator_count;
  size_t base;
} tabular_text;

/// A series in adjacent rows, or what is read of it.
typedef struct {
  /// Where its key stands in the text, with quotes where it has some; a count beyond the text where there is none.
  size_t key_start;
  size_t key_count;
  /// Its first row among those that are read.
  size_t row;
  /// Code of its last period.
  int32_t period;
  /// Whether a period is not later than the one before it, or of another frequency.
  int is_untidy;
} tabular_series;

/// A number that takes more than one rounding to make a double of: `digits` / 10^`decimals`.
typedef struct {
  uint64_t digits;
  size_t row;
  int64_t decimals;
  int is_negative;
} tabular_number;

/// So many rows are read in one call.
enum { TABULAR_ROW_LIMIT = 1024 };

/// What is read. Each array has room for `TABULAR_ROW_LIMIT` elements, `series` for one more.
typedef struct {
  /// Codes: periods since the year 0, times four, plus 0, 1, 2, 3 for whole numbers, half-years, quarters, months.
  int32_t *periods;
  double *values;
  /// The first is that of the row before, to be given: no rows of it, or all that are read, may follow.
  tabular_series *series;
  tabular_number *numbers;
  size_t row_count;
  size_t series_count;
  size_t number_count;
  /// Quotes in each key but that of the row before.
  size_t key_quotes;
  size_t separators_taken;
  /// Behind the last row that is read.
  size_t end;
} tabular_rows;

/// Records of a text.
typedef struct {
  size_t count;
  /// In all of them, their line ends among them.
  size_t separators;
  /// Behind the last one.
  size_t end;
} tabular_records;

/// Passes records of so many fields as long as they are quoted as the first one is, with no separator inside a field; none on
/// a processor without AVX2.
tabular_records tabular_pass_records(const tabular_text *text, size_t fields);

/// Reads rows as long as they are plain; none on a processor without AVX2.
void tabular_read_rows(const tabular_text *text, const tabular_fields *fields, tabular_rows *rows);

#endif
