// One parallel region on the threads that libtorch's own operators use.
#pragma once
#include <ATen/Parallel.h>

// libgomp's stable binary interface, as at::parallel_for is serial in code that a compiler without
// OpenMP compiles. The library is the one that libtorch_cpu has loaded, and so is its pool.
extern "C" {
void GOMP_parallel(void (*body)(void *), void *data, unsigned threads, unsigned flags);
int omp_get_thread_num(void);
int omp_in_parallel(void);
}

namespace ct {

/// How many threads a region that starts here may have: one inside of another region.
inline int available_threads() {
  int threads = at::get_num_threads();
  return omp_in_parallel() || at::in_parallel_region() ? 1 : threads;
}

/// Calls `body(thread)` on each of `threads` threads; `body` must not throw.
template <class Body> void in_parallel(int threads, const Body &body) {
  if (threads <= 1) return body(0);
  GOMP_parallel(
      [](void *data) noexcept { (*static_cast<const Body *>(data))(omp_get_thread_num()); },
      const_cast<Body *>(&body), static_cast<unsigned>(threads), 0);
}

} // namespace ct
