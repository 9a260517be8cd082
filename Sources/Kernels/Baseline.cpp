// The kernels for what every machine of this architecture has: NEON on 64-bit ARM.
#include "StepKernel.h"

namespace ct::baseline {
#include "AllKernels.h"
} // namespace ct::baseline
