// The kernels for regions for x86 processors with AVX-512.
#include "RegionTable.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c,avx512f,avx512bw,avx512dq,avx512vl"))), apply_to = function)
namespace ct::avx512 {
#include "AllRegionKernels.h"
} // namespace ct::avx512
#pragma clang attribute pop
#endif
