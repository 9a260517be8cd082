// A CTParallelLoop for hosts that run on libgomp: it shares the threads of what is compiled with OpenMP.
// This is libgomp's stable binary interface, so that no compiler needs to know OpenMP.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

void GOMP_parallel(void (*body)(void *), void *data, unsigned threads, unsigned flags);
int omp_get_thread_num(void);
int omp_in_parallel(void);

struct CTOpenMPCall {
  void (*body)(void *data, int thread);
  void *data;
};

static inline void ct_openmp_call(void *context) {
  const struct CTOpenMPCall *call = (const struct CTOpenMPCall *)context;
  call->body(call->data, omp_get_thread_num());
}

static inline void ct_openmp_loop(int threads, void (*body)(void *data, int thread), void *data) {
  struct CTOpenMPCall call = {body, data};
  GOMP_parallel(ct_openmp_call, &call, (unsigned)threads, 0);
}

#ifdef __cplusplus
}
#endif
