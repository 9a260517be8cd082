// The threads of the engine, for kernels of our own.
#pragma once
#include <ATen/Parallel.h>
// libgomp's own loop, as at::parallel_for is serial in code that a compiler without OpenMP compiles: the
// library is the one that libtorch_cpu has loaded, and so are its threads.
#include <CTOpenMPLoop.h>

namespace ct {

/// How many threads a parallel region that starts here may have: one inside of another region.
inline int available_threads() {
  int threads = at::get_num_threads();
  return omp_in_parallel() || at::in_parallel_region() ? 1 : threads;
}

} // namespace ct
