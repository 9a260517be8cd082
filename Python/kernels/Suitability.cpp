// The checks of a step: without them, a kernel would write beyond a tensor.
#include "Suitability.h"

#include <torch/headeronly/util/Exception.h>

using namespace gradient_centralization;

namespace {

bool same_layout(const Tensor &a, const Tensor &b) {
  if (a.scalar_type() != b.scalar_type() || a.dim() != b.dim() || !b.is_cpu()) return false;
  const auto sizes = a.sizes(), other_sizes = b.sizes();
  const auto strides = a.strides(), other_strides = b.strides();
  bool is_same = true;
  for (size_t dim = 0; dim < sizes.size(); ++dim) {
    is_same &= sizes[dim] == other_sizes[dim];
    is_same &= sizes[dim] == 1 || strides[dim] == other_strides[dim];
  }
  return is_same;
}

/// Whether the elements fill one stretch of memory, each once.
bool is_dense(const Tensor &tensor) {
  if (tensor.is_contiguous()) return true;
  const auto sizes = tensor.sizes(), strides = tensor.strides();
  // From the smallest stride on, each has to be the size of what lies inside of it.
  int64_t inside = 1, seen = 0;
  for (size_t dim = 0; dim < sizes.size(); ++dim) seen += sizes[dim] == 1;
  for (bool found = true; found;) {
    found = false;
    for (size_t dim = 0; dim < sizes.size(); ++dim) {
      if (sizes[dim] == 1 || strides[dim] != inside) continue;
      inside *= sizes[dim];
      ++seen;
      found = true;
      break;
    }
  }
  return seen == static_cast<int64_t>(sizes.size()) && inside == tensor.numel();
}

bool has_rows(const Tensor &weight, int64_t rows) {
  const int64_t count = weight.numel();
  if (rows < 0 || (rows > 0 && count % rows != 0)) return false;
  if (rows == 0 || count == 0 || weight.is_contiguous()) return true;
  // In a dense tensor, the elements of one index of a dimension with the largest stride lie together.
  return weight.size(0) == rows && (rows == 1 || weight.stride(0) == count / rows);
}

} // namespace

std::optional<CTElement> gradient_centralization::element_of(const Tensor &tensor) {
  if (!tensor.is_cpu()) return {};
  switch (tensor.scalar_type()) {
  case torch::headeronly::ScalarType::Float: return CT_FLOAT32;
  case torch::headeronly::ScalarType::BFloat16: return CT_BFLOAT16;
  case torch::headeronly::ScalarType::Half: return CT_FLOAT16;
  default: return {};
  }
}

void gradient_centralization::check_suited(const Tensor &weight, const Tensor &gradient,
                                           const Tensor *const (&slots)[2], int64_t rows) {
  STD_TORCH_CHECK(element_of(weight), "weights: expected float32, bfloat16 or float16 on the CPU");
  STD_TORCH_CHECK(is_dense(weight), "weights: expected dense memory without gaps");
  STD_TORCH_CHECK(has_rows(weight, rows), "rows: expected output units one after the other");
  STD_TORCH_CHECK(same_layout(weight, gradient), "gradients: expected the layout of the weights");
  for (const Tensor *slot : slots) {
    STD_TORCH_CHECK(!slot || same_layout(weight, *slot), "slots: expected the layout of the weights");
  }
}
