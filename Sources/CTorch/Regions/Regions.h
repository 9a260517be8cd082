// What the operators on regions share.
#pragma once
#include "../Threads.h"

#include <ATen/core/Tensor.h>
#include <CTRegions.h>

namespace ct {

/// The type of numbers that the kernels know, or an error that names the operator.
inline CTReal real_of(const at::Tensor &tensor, const char *name) {
  auto type = tensor.scalar_type();
  TORCH_CHECK(type == at::kFloat || type == at::kDouble, name,
              ": expected float32 or float64, found ", type);
  return type == at::kFloat ? CT_REAL32 : CT_REAL64;
}

} // namespace ct
