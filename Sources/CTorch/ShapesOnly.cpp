// The shapes of what networks for images, and steps of optimizers, compute on the meta device, as far as libtorch has
// them in Python only.

#include <ATen/ExpandUtils.h>
#include <ATen/core/Tensor.h>
#include <ATen/native/ConvUtils.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <algorithm>
#include <torch/library.h>
#include <tuple>
#include <vector>

namespace {

at::Tensor convolution(const at::Tensor &input, const at::Tensor &weight,
                       const std::optional<at::Tensor> &, c10::IntArrayRef stride,
                       c10::IntArrayRef padding, c10::IntArrayRef dilation, bool transposed,
                       c10::IntArrayRef output_padding, int64_t groups) {
  auto shape = transposed
                   ? at::native::conv_input_size(input.sizes(), weight.sizes(), padding,
                                                 output_padding, stride, dilation, groups)
                   : at::native::conv_output_size(input.sizes(), weight.sizes(), padding, stride,
                                                  dilation);
  return at::empty(shape, input.options());
}

std::tuple<at::Tensor, at::Tensor, at::Tensor>
batch_norm(const at::Tensor &input, const std::optional<at::Tensor> &,
           const std::optional<at::Tensor> &, const std::optional<at::Tensor> &,
           const std::optional<at::Tensor> &, bool training, double, double) {
  auto statistics = at::empty({training ? input.size(1) : 0}, input.options());
  return {at::empty_like(input), statistics, at::empty_like(statistics)};
}

std::tuple<at::Tensor, at::Tensor, at::Tensor>
group_norm(const at::Tensor &input, const std::optional<at::Tensor> &,
           const std::optional<at::Tensor> &, c10::SymInt records, c10::SymInt, c10::SymInt,
           int64_t groups, double) {
  auto statistics = at::empty({records.expect_int(), groups}, input.options());
  return {at::empty_like(input), statistics, at::empty_like(statistics)};
}

at::Tensor adaptive_avg_pool2d(const at::Tensor &input, c10::IntArrayRef size) {
  auto shape = input.sizes().vec();
  std::copy(size.begin(), size.end(), shape.end() - 2);
  return at::empty(shape, input.options());
}

at::Tensor relu(const at::Tensor &input) { return at::empty_like(input); }

at::Tensor hardtanh(const at::Tensor &input, const c10::Scalar &, const c10::Scalar &) {
  return at::empty_like(input);
}

at::Tensor deviation(const at::Tensor &input, at::OptionalIntArrayRef dims,
                     const std::optional<c10::Scalar> &, bool keeps_dims) {
  std::vector<int64_t> shape;
  for (int64_t dim = 0; dim < input.dim(); ++dim) {
    auto is_dim = [&](int64_t given) { return (given < 0 ? given + input.dim() : given) == dim; };
    // No dimensions are all of them.
    auto is_reduced = !dims || dims->empty() || std::any_of(dims->begin(), dims->end(), is_dim);
    if (!is_reduced) shape.push_back(input.size(dim));
    if (is_reduced && keeps_dims) shape.push_back(1);
  }
  return at::empty(shape, input.options());
}

std::tuple<at::Tensor, at::Tensor> weight_norm(const at::Tensor &direction, const at::Tensor &gain,
                                               int64_t) {
  return {at::empty_like(direction), at::empty_like(gain)};
}

at::Tensor segment_reduce(const at::Tensor &data, c10::string_view,
                          const std::optional<at::Tensor> &, const std::optional<at::Tensor> &,
                          const std::optional<at::Tensor> &offsets, int64_t, bool,
                          const std::optional<c10::Scalar> &) {
  TORCH_CHECK(data.dim() == 1 && offsets, "expected segments of a flat tensor by their offsets");
  return at::empty({offsets->size(0) - 1}, data.options());
}

at::Tensor repeat_interleave(const at::Tensor &repeats, std::optional<c10::SymInt> count) {
  TORCH_CHECK(count, "expected the number of elements that there will be");
  return at::empty({count->expect_int()}, repeats.options());
}

at::Tensor index_select(const at::Tensor &input, int64_t dim, const at::Tensor &indices) {
  auto shape = input.sizes().vec();
  shape[static_cast<size_t>(dim < 0 ? dim + input.dim() : dim)] = indices.size(0);
  return at::empty(shape, input.options());
}

at::Tensor &abs_out(const at::Tensor &input, at::Tensor &out) {
  out.resize_(input.sizes());
  return out;
}

at::Tensor &logical_and_out(const at::Tensor &first, const at::Tensor &second, at::Tensor &out) {
  out.resize_(at::infer_size(first.sizes(), second.sizes()));
  return out;
}

at::Tensor where(const at::Tensor &, const at::Tensor &first, const at::Tensor &second) {
  return at::empty(at::infer_size(first.sizes(), second.sizes()), first.options());
}

at::Tensor &where_out(const at::Tensor &, const at::Tensor &, const at::Tensor &, at::Tensor &out) {
  return out;
}

} // namespace

TORCH_LIBRARY_IMPL(aten, Meta, library) {
  library.impl("convolution_overrideable", &convolution);
  library.impl("native_batch_norm", &batch_norm);
  library.impl("native_group_norm", &group_norm);
  library.impl("std.correction", &deviation);
  library.impl("var.correction", &deviation);
  library.impl("_weight_norm_interface", &weight_norm);
  library.impl("relu", &relu);
  library.impl("hardtanh", &hardtanh);
  library.impl("segment_reduce", &segment_reduce);
  library.impl("repeat_interleave.Tensor", &repeat_interleave);
  library.impl("index_select", &index_select);
  library.impl("where.self_out", &where_out);
  library.impl("where.self", &where);
  library.impl("abs.out", &abs_out);
  library.impl("logical_and.out", &logical_and_out);
  library.impl("_adaptive_avg_pool2d", &adaptive_avg_pool2d);
}
