// All of the kernels for one instruction set.

#include "lanes.h"
#include "exact.h"
#include "fit.h"

#undef NAME
#undef TARGET
#undef LANES
#undef V
#undef I
#undef U
#undef INLINE
#undef FMA
#undef SQRT
#undef ABS
#undef SPLAT
#undef WHOLE
#undef SELECT
#undef SPLIT
#undef SIGN
#undef ODD_SIGN
