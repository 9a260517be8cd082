// The kernels for regions for what every machine of this architecture has.
#include "RegionTable.h"

namespace ct::baseline {
#include "AllRegionKernels.h"
} // namespace ct::baseline
