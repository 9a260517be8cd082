// The checks of a step: cheap and without allocation, as they run for each parameter each time.
#include "Suitability.h"

using namespace ct;

std::optional<CTElement> ct::element_of(at::TensorImpl &tensor) {
  // Conjugate, negative and zero tensors are lazy, and subclasses may have no memory of their own.
  constexpr c10::DispatchKeySet unknown{
      c10::DispatchKey::Conjugate,  c10::DispatchKey::Negative,      c10::DispatchKey::ZeroTensor,
      c10::DispatchKey::Python,     c10::DispatchKey::Functionalize, c10::DispatchKey::FuncTorchBatched,
      c10::DispatchKey::FuncTorchGradWrapper};
  if (!tensor.is_cpu() || tensor.layout() != c10::kStrided || !tensor.has_storage()) return {};
  if (tensor.key_set().has_any(unknown) || tensor.is_inference()) return {};
  switch (c10::typeMetaToScalarType(tensor.dtype())) {
  case c10::kFloat: return CT_FLOAT32;
  case c10::kBFloat16: return CT_BFLOAT16;
  case c10::kHalf: return CT_FLOAT16;
  default: return {};
  }
}

bool ct::same_layout(const at::TensorImpl &a, const at::TensorImpl &b) {
  if (a.dtype() != b.dtype() || a.sizes() != b.sizes()) return false;
  if (a.numel() == 0) return true;
  for (int64_t dim = 0; dim < a.dim(); ++dim) {
    if (a.size(dim) != 1 && a.stride(dim) != b.stride(dim)) return false;
  }
  return true;
}

bool ct::has_rows(const at::TensorImpl &weight, int64_t rows) {
  int64_t count = weight.numel();
  if (count % rows != 0) return false;
  if (count == 0 || rows == 1 || weight.is_contiguous()) return true;
  // In a dense tensor, the elements of one index of a dimension with the largest stride lie together.
  return weight.size(0) == rows && weight.stride(0) == count / rows;
}
