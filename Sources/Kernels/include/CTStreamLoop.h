// A bare loop over memory, to measure bandwidth with.
#pragma once
#include "CTKernels.h"

#ifdef __cplusplus
extern "C" {
#endif

/// `updated[k][i] = updated[k][i] / 2 + read[i]` on `threads` threads, for 2 or 3 updated streams of
/// `count` numbers: each is read and written once, and `read` is read once. False for other numbers
/// of streams.
bool ct_stream_loop(float *const *updated, size_t streams, const float *read, int64_t count,
                    int threads, CTParallelLoop loop);

#ifdef __cplusplus
}
#endif
