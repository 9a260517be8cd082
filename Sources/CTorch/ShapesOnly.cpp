// The shapes of what networks for images compute on the meta device, as far as libtorch has them in
// Python only.

#include <ATen/core/Tensor.h>
#include <ATen/native/ConvUtils.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <algorithm>
#include <torch/library.h>
#include <tuple>

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

at::Tensor adaptive_avg_pool2d(const at::Tensor &input, c10::IntArrayRef size) {
  auto shape = input.sizes().vec();
  std::copy(size.begin(), size.end(), shape.end() - 2);
  return at::empty(shape, input.options());
}

at::Tensor relu(const at::Tensor &input) { return at::empty_like(input); }

} // namespace

TORCH_LIBRARY_IMPL(aten, Meta, library) {
  library.impl("convolution_overrideable", &convolution);
  library.impl("native_batch_norm", &batch_norm);
  library.impl("relu", &relu);
  library.impl("_adaptive_avg_pool2d", &adaptive_avg_pool2d);
}
