#ifndef C_TABULAR_TEXT_H
#define C_TABULAR_TEXT_H

#include "rows.h"
#include <stddef.h>
#include <stdint.h>

// The bytes that give a text of records its structure: comma, double quote, line feed, carriage return. Vector
// instructions are chosen at run time; the portable form gives the same answers and is what the others are tested by.

/// Offsets of the structural bytes among `count` (at most 2^32 - 1) bytes, in order; returns how many were written.
/// `offsets` has room for `count + 64` numbers: the vector form may write scratch behind the last one.
size_t tabular_structure(const uint8_t *bytes, size_t count, uint32_t *offsets);

/// The same as on a processor without AVX-512.
size_t tabular_structure_avx2(const uint8_t *bytes, size_t count, uint32_t *offsets);

/// The same, one byte at a time.
size_t tabular_structure_portable(const uint8_t *bytes, size_t count, uint32_t *offsets);

/// How many of `count` bytes are line feeds.
size_t tabular_line_feeds(const uint8_t *bytes, size_t count);

/// A decimal number: `digits` / 10^`decimals`.
typedef struct {
  uint64_t digits;
  /// Negative when there is no number.
  int64_t decimals;
} tabular_decimal;

/// Reads `count` bytes at `field` that are digits with at most one point among them, by vector instructions without a
/// branch a digit. No number when there is anything else, no digit, more than 16 bytes, or less than 16 bytes to read from
/// `before` bytes in front of the field to its end; it may be a number all the same, which the caller reads in another way.
tabular_decimal tabular_digits(const uint8_t *field, size_t before, size_t count);

/// Has the processor fetch what stands at an address, which need not be one of the program's.
static inline void tabular_prefetch(const void *address) { __builtin_prefetch(address); }

#endif
