// A host's parallel loop for functions of C++.
#pragma once
#include "CTKernels.h"

namespace ct {

/// Calls `body(thread)` for each of `threads` threads; `body` must not throw.
template <class Body> void in_parallel(int threads, CTParallelLoop loop, const Body &body) {
  if (threads <= 1) return body(0);
  loop(
      threads,
      [](void *data, int thread) noexcept { (*static_cast<const Body *>(data))(thread); },
      const_cast<Body *>(&body));
}

} // namespace ct
