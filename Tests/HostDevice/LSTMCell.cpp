// The cell of an LSTM, which libtorch asks a device of this kind for, and which the CPU does not have as one operator.
#include "Memory.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <torch/library.h>

using namespace host_device;

namespace {

using Optional = std::optional<at::Tensor>;

at::Tensor on_cpu_or_none(const Optional &tensor) {
  return tensor && tensor->defined() ? on_cpu(*tensor) : at::Tensor();
}

std::tuple<at::Tensor, at::Tensor, at::Tensor> forward(const at::Tensor &input,
                                                       const at::Tensor &hidden,
                                                       const at::Tensor &cell,
                                                       const Optional &input_bias,
                                                       const Optional &hidden_bias) {
  c10::impl::ExcludeDispatchKeyGuard plain(c10::autograd_dispatch_keyset);
  auto gates = on_cpu(input) + on_cpu(hidden);
  for (const auto &bias : {on_cpu_or_none(input_bias), on_cpu_or_none(hidden_bias)}) {
    if (bias.defined()) gates = gates + bias;
  }
  auto parts = gates.chunk(4, 1);
  auto i = parts[0].sigmoid(), f = parts[1].sigmoid(), g = parts[2].tanh(), o = parts[3].sigmoid();
  auto next = f * on_cpu(cell) + i * g;
  return {on_device(o * next.tanh()), on_device(next), on_device(at::cat({i, f, g, o}, 1))};
}

std::tuple<at::Tensor, at::Tensor, at::Tensor> backward(const Optional &of_output,
                                                        const Optional &of_next,
                                                        const at::Tensor &cell,
                                                        const at::Tensor &next,
                                                        const at::Tensor &workspace,
                                                        bool has_bias) {
  c10::impl::ExcludeDispatchKeyGuard plain(c10::autograd_dispatch_keyset);
  auto parts = on_cpu(workspace).chunk(4, 1);
  auto i = parts[0], f = parts[1], g = parts[2], o = parts[3], t = on_cpu(next).tanh();
  auto output = on_cpu_or_none(of_output), change = on_cpu_or_none(of_next);
  if (!output.defined()) output = t * 0;
  if (!change.defined()) change = t * 0;
  change = change + output * o * (1 - t * t);
  auto gates = at::cat({change * g * i * (1 - i), change * on_cpu(cell) * f * (1 - f),
                        change * i * (1 - g * g), output * t * o * (1 - o)},
                       1);
  auto bias = has_bias ? on_device(gates.sum(0)) : at::Tensor();
  return {on_device(gates), on_device(change * f), bias};
}

} // namespace

TORCH_LIBRARY_IMPL(aten, PrivateUse1, library) {
  library.impl("_thnn_fused_lstm_cell", &forward);
  library.impl("_thnn_fused_lstm_cell_backward_impl", &backward);
}
