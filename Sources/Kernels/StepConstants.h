// From a group's settings to what the kernels compute with.
#pragma once
#include "StepKernel.h"

namespace ct {

/// The constants of a parameter's step number `step`, counted from 1.
StepConstants constants_of(const CTStepSettings &settings, double gradient_scale, int64_t step);

} // namespace ct
