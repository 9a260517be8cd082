// RoIAlign and its gradient as operators on libtorch's tensors.
#include "Regions.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

using namespace ct;

namespace {

constexpr auto channels_last = at::MemoryFormat::ChannelsLast;

CTRegionAlign work(c10::IntArrayRef features, int64_t count, double scale, int64_t rows,
                   int64_t columns, int64_t samples, bool aligned) {
  return {features[0], features[2], features[3], features[1], count,
          rows,        columns,     scale,       samples,     aligned};
}

void check(c10::IntArrayRef features, const at::Tensor &numbers, const at::Tensor &regions,
           int64_t rows, int64_t columns) {
  TORCH_CHECK(features.size() == 4, "roi_align: expected features [N, C, H, W], found ", features);
  TORCH_CHECK(regions.dim() == 2 && regions.size(1) == 5,
              "roi_align: expected regions [K, 5], found ", regions.sizes());
  TORCH_CHECK(regions.scalar_type() == numbers.scalar_type(), "roi_align: expected regions of ",
              numbers.scalar_type(), ", found ", regions.scalar_type());
  TORCH_CHECK(rows > 0 && columns > 0, "roi_align: expected bins, found ", rows, " by ", columns);
}

void check_images(const at::Tensor &regions, int64_t images) {
  if (regions.size(0) == 0) return;
  auto indices = regions.select(1, 0);
  TORCH_CHECK(indices.min().item<double>() >= 0 &&
                  indices.max().item<double>() < static_cast<double>(images),
              "roi_align: the index of an image is not in 0 ..< ", images);
}

at::Tensor align(const at::Tensor &features, const at::Tensor &regions, double scale, int64_t rows,
                 int64_t columns, int64_t samples, bool aligned) {
  check(features.sizes(), features, regions, rows, columns);
  check_images(regions, features.size(0));
  auto real = real_of(features, "roi_align");
  auto dense = features.contiguous(channels_last);
  auto boxes = regions.contiguous();
  auto means = at::empty({boxes.size(0), features.size(1), rows, columns},
                         features.options().memory_format(channels_last));
  auto task = work(features.sizes(), boxes.size(0), scale, rows, columns, samples, aligned);
  ct_region_align(real, &task, dense.const_data_ptr(), boxes.const_data_ptr(),
                  means.mutable_data_ptr(), available_threads(), ct_openmp_loop);
  return means;
}

at::Tensor align_backward(const at::Tensor &gradient, const at::Tensor &regions, double scale,
                          int64_t rows, int64_t columns, int64_t samples, bool aligned,
                          c10::IntArrayRef shape) {
  check(shape, gradient, regions, rows, columns);
  check_images(regions, shape[0]);
  auto real = real_of(gradient, "roi_align");
  auto dense = gradient.contiguous(channels_last);
  auto boxes = regions.contiguous();
  auto result = at::empty(shape, gradient.options().memory_format(channels_last)).zero_();
  auto task = work(shape, boxes.size(0), scale, rows, columns, samples, aligned);
  ct_region_align_backward(real, &task, dense.const_data_ptr(), boxes.const_data_ptr(),
                           result.mutable_data_ptr(), available_threads(), ct_openmp_loop);
  return result;
}

at::Tensor align_shape(const at::Tensor &features, const at::Tensor &regions, double, int64_t rows,
                       int64_t columns, int64_t, bool) {
  check(features.sizes(), features, regions, rows, columns);
  return at::empty({regions.size(0), features.size(1), rows, columns}, features.options());
}

template <class Function> auto find(const char *name) {
  return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<Function>();
}

/// The regions have no gradient.
struct Align : torch::autograd::Function<Align> {
  static at::Tensor forward(torch::autograd::AutogradContext *context, const at::Tensor &features,
                            const at::Tensor &regions, double scale, int64_t rows, int64_t columns,
                            int64_t samples, bool aligned) {
    at::AutoDispatchBelowADInplaceOrView below;
    context->save_for_backward({regions});
    context->saved_data["scale"] = scale;
    context->saved_data["rows"] = rows;
    context->saved_data["columns"] = columns;
    context->saved_data["samples"] = samples;
    context->saved_data["aligned"] = aligned;
    context->saved_data["shape"] = features.sizes().vec();
    static auto op = find<decltype(align)>("centralize::roi_align");
    return op.call(features, regions, scale, rows, columns, samples, aligned);
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext *context,
                                                 const torch::autograd::variable_list &gradients) {
    auto &saved = context->saved_data;
    static auto op = find<decltype(align_backward)>("centralize::roi_align_backward");
    auto result = op.call(gradients[0], context->get_saved_variables()[0],
                          saved["scale"].toDouble(), saved["rows"].toInt(),
                          saved["columns"].toInt(), saved["samples"].toInt(),
                          saved["aligned"].toBool(), saved["shape"].toIntVector());
    at::Tensor none;
    return {result, none, none, none, none, none, none};
  }
};

at::Tensor align_recorded(const at::Tensor &features, const at::Tensor &regions, double scale,
                          int64_t rows, int64_t columns, int64_t samples, bool aligned) {
  return Align::apply(features, regions, scale, rows, columns, samples, aligned);
}

} // namespace

TORCH_LIBRARY_FRAGMENT(centralize, library) {
  library.def("roi_align(Tensor features, Tensor regions, float scale, int rows, int columns, "
              "int samples, bool aligned) -> Tensor");
  library.def("roi_align_backward(Tensor gradient, Tensor regions, float scale, int rows, "
              "int columns, int samples, bool aligned, int[] shape) -> Tensor");
}

TORCH_LIBRARY_IMPL(centralize, CPU, library) {
  library.impl("roi_align", &align);
  library.impl("roi_align_backward", &align_backward);
}

TORCH_LIBRARY_IMPL(centralize, Meta, library) { library.impl("roi_align", &align_shape); }

TORCH_LIBRARY_IMPL(centralize, Autograd, library) { library.impl("roi_align", &align_recorded); }
