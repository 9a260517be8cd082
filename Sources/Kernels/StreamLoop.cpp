// The bandwidth that a bare loop reaches: what a fused step is measured against.
#include "CTStreamLoop.h"

#include "InParallel.h"

#include <algorithm>

using namespace ct;

namespace {

#if defined(__x86_64__)
#define CT_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define CT_CLONES
#endif

CT_CLONES void loop2(float *__restrict a, float *__restrict b, const float *__restrict read,
                     int64_t count) {
  for (int64_t i = 0; i < count; ++i) {
    a[i] = a[i] * 0.5f + read[i];
    b[i] = b[i] * 0.5f + read[i];
  }
}

CT_CLONES void loop3(float *__restrict a, float *__restrict b, float *__restrict c,
                     const float *__restrict read, int64_t count) {
  for (int64_t i = 0; i < count; ++i) {
    a[i] = a[i] * 0.5f + read[i];
    b[i] = b[i] * 0.5f + read[i];
    c[i] = c[i] * 0.5f + read[i];
  }
}

} // namespace

bool ct_stream_loop(float *const *updated, size_t streams, const float *read, int64_t count,
                    int threads, CTParallelLoop loop) {
  if (streams != 2 && streams != 3) return false;
  in_parallel(threads, loop, [&](int thread) {
    constexpr int64_t grain = 1024; // whole pages, so that no two threads write one
    int64_t part = (count / threads + grain - 1) / grain * grain;
    int64_t first = std::min(count, thread * part);
    int64_t length = std::min(part, count - first);
    if (streams == 2) {
      loop2(updated[0] + first, updated[1] + first, read + first, length);
    } else {
      loop3(updated[0] + first, updated[1] + first, updated[2] + first, read + first, length);
    }
  });
  return true;
}
