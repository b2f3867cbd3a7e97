#ifndef C_ALLOCATIONS_H
#define C_ALLOCATIONS_H

#include <stdint.h>

/// How many blocks of memory this process has asked for so far; on Linux with glibc, else 0.
uint64_t allocation_count(void);

#endif
