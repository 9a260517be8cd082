// Which tensors the kernels can work on.
#pragma once
#include <CTKernels.h>

#include <optional>
#include <torch/csrc/stable/tensor.h>

namespace gradient_centralization {

using torch::stable::Tensor;

/// What a tensor consists of; nothing if the kernels do not know it, or it is not on the CPU.
std::optional<CTElement> element_of(const Tensor &tensor);

/// Throws a sentence unless the kernels can make a step of a weight: dense memory without gaps, `rows`
/// output units one after the other in it (0: none), and the gradient and both slots, where they are
/// not null, laid out like it.
void check_suited(const Tensor &weight, const Tensor &gradient, const Tensor *const (&slots)[2],
                  int64_t rows);

} // namespace gradient_centralization
