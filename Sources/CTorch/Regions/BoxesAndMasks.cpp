// Non-maximum suppression and the pasting of masks as operators on libtorch's tensors.
#include "Regions.h"

#include <ATen/ops/argsort.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <torch/library.h>

using namespace ct;

namespace {

/// What an int64 tensor holds; libtorch 2.11 does not export a typed address of it.
const int64_t *integers(const at::Tensor &tensor) {
  return static_cast<const int64_t *>(tensor.const_data_ptr());
}

/// The indices of the boxes that stay, from the best on; of equal scores the first is better.
at::Tensor suppress(const at::Tensor &boxes, const at::Tensor &scores,
                    const std::optional<at::Tensor> &classes, double threshold, double extent) {
  TORCH_CHECK(boxes.dim() == 2 && boxes.size(1) == 4, "nms: expected boxes [N, 4], found ",
              boxes.sizes());
  int64_t count = boxes.size(0);
  TORCH_CHECK(scores.dim() == 1 && scores.size(0) == count, "nms: expected scores [", count,
              "], found ", scores.sizes());
  auto real = real_of(boxes, "nms");
  auto numbers = boxes.contiguous();
  auto order = at::argsort(scores, /*stable=*/true, /*dim=*/0, /*descending=*/true).contiguous();
  at::Tensor kinds;
  if (classes) {
    TORCH_CHECK(classes->dim() == 1 && classes->size(0) == count &&
                    classes->scalar_type() == at::kLong,
                "nms: expected classes int64[", count, "], found ", classes->sizes());
    kinds = classes->contiguous();
  }
  auto kept = at::empty({count}, boxes.options().dtype(at::kBool));
  if (!ct_suppress(real, numbers.const_data_ptr(), integers(order),
                   classes ? integers(kinds) : nullptr, count, threshold, extent,
                   kept.mutable_data_ptr<bool>(), available_threads(), ct_openmp_loop)) {
    throw std::bad_alloc();
  }
  return order.masked_select(kept);
}

at::Tensor paste(const at::Tensor &masks, const at::Tensor &boxes, int64_t height, int64_t width) {
  TORCH_CHECK(masks.dim() == 3 && masks.size(1) == masks.size(2) && masks.size(1) > 0,
              "paste_masks: expected masks [N, M, M], found ", masks.sizes());
  TORCH_CHECK(boxes.dim() == 2 && boxes.size(0) == masks.size(0) && boxes.size(1) == 4 &&
                  boxes.scalar_type() == at::kLong,
              "paste_masks: expected boxes int64[", masks.size(0), ", 4], found ", boxes.sizes());
  auto real = real_of(masks, "paste_masks");
  auto dense = masks.contiguous();
  auto places = boxes.contiguous();
  auto pasted = at::zeros({masks.size(0), height, width}, masks.options());
  ct_paste_masks(real, dense.const_data_ptr(), integers(places), masks.size(0),
                 masks.size(1), height, width, pasted.mutable_data_ptr(), available_threads(),
                 ct_openmp_loop);
  return pasted;
}

} // namespace

TORCH_LIBRARY_FRAGMENT(centralize, library) {
  library.def("nms(Tensor boxes, Tensor scores, Tensor? classes, float threshold, float extent) "
              "-> Tensor");
  library.def("paste_masks(Tensor masks, Tensor boxes, int height, int width) -> Tensor");
}

TORCH_LIBRARY_IMPL(centralize, CPU, library) {
  library.impl("nms", &suppress);
  library.impl("paste_masks", &paste);
}
