// Everything about regions that is compiled once for each instruction set, in a namespace of its own:
// therefore no include guards, and no code from other headers. Each file builds on those above it.
#define CT_REGION_INLINE static inline __attribute__((always_inline))
#define CT_REGION_MEMBER inline __attribute__((always_inline))
#define CT_REGION_LAMBDA __attribute__((always_inline))
// clang-format off
#include "RegionAlign.h"
#include "Suppression.h"
#include "Pasting.h"
// clang-format on

template <class Real>
constexpr RegionKernels<Real> region_kernels = {align_regions<Real>, align_regions_backward<Real>,
                                                suppress_boxes<Real>, paste_mask<Real>};

extern const RegionTable region_table;
constinit const RegionTable region_table = {region_kernels<float>, region_kernels<double>};
