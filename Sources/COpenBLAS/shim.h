#include <cblas.h>
#include <lapacke.h>

// In builds of OpenBLAS with threads of their own.
extern int blas_thread_shutdown_(void) __attribute__((weak));

/// Ends the threads that OpenBLAS starts when it is loaded. They start anew when a count above 1 is set.
static inline void openblas_end_threads(void) {
  if (blas_thread_shutdown_) blas_thread_shutdown_();
}
