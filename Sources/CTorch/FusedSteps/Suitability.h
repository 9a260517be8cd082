// Which tensors the kernels can work on.
#pragma once
#include <CTKernels.h>
#include <c10/core/TensorImpl.h>
#include <optional>

namespace ct {

/// The element type of a dense tensor of the CPU that kernels may read, if they know the type.
std::optional<CTElement> element_of(at::TensorImpl &tensor);

/// Whether `a` and `b` have the same type, and the same element at each address.
bool same_layout(const at::TensorImpl &a, const at::TensorImpl &b);

/// Whether each of `rows` output units, or the one row of a whole weight, is one contiguous stretch of the dense `weight`.
bool has_rows(const at::TensorImpl &weight, int64_t rows);

} // namespace ct
