// Which of the compiled kernels this machine runs.
#pragma once
#include "StepKernel.h"

namespace ct {

struct InstructionSet {
  const char *name;
  const KernelTable *table;
};

/// The one to use now.
const InstructionSet &instruction_set();

} // namespace ct
