#ifndef EXACT_H
#define EXACT_H

#include "CPanelKernels.h"

/// Fits the one series at `values`; the results go to `place`. `scratch` has room for 2 * `grid->count` numbers.
void panel_fit_exactly(
    const double *values, size_t place, const panel_grid *grid, const panel_fits *fits, double *scratch);

#endif
