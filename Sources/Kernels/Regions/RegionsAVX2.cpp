// The kernels for regions for x86 processors with AVX2.
#include "RegionTable.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c"))), apply_to = function)
namespace ct::avx2 {
#include "AllRegionKernels.h"
} // namespace ct::avx2
#pragma clang attribute pop
#endif
