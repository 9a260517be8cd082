// Every operator of the device is the CPU's on the same memory. What goes to tensors of the CPU is counted.
#include "Generator.h"
#include "HostDevice.h"
#include "Memory.h"

#include <ATen/ops/_local_scalar_dense.h>
#include <ATen/ops/convolution.h>
#include <ATen/ops/convolution_backward.h>
#include <ATen/ops/empty.h>
#include <atomic>
#include <torch/library.h>

using namespace host_device;

namespace {

std::atomic<int64_t> transfers{0};
std::atomic<int64_t> operators{0};

/// The CPU's kernels are not recorded for a backward pass: the device's operators are.
struct Plain {
  c10::impl::ExcludeDispatchKeyGuard guard{c10::autograd_dispatch_keyset};
};

at::Tensor make_empty(c10::SymIntArrayRef sizes, std::optional<at::ScalarType> type,
                      std::optional<at::Layout>, std::optional<at::Device>, std::optional<bool>,
                      std::optional<at::MemoryFormat> format) {
  return host_device::empty(C10_AS_INTARRAYREF_SLOW(sizes), type.value_or(at::kFloat), format);
}

at::Tensor make_strided(c10::SymIntArrayRef sizes, c10::SymIntArrayRef strides,
                        std::optional<at::ScalarType> type, std::optional<at::Layout>,
                        std::optional<at::Device>, std::optional<bool>) {
  return host_device::empty_strided(C10_AS_INTARRAYREF_SLOW(sizes), C10_AS_INTARRAYREF_SLOW(strides),
                                    type.value_or(at::kFloat));
}

at::Tensor copy_from(const at::Tensor &from, const at::Tensor &to, bool) {
  if (from.is_privateuseone() && to.is_cpu()) ++transfers;
  Plain plain;
  on_cpu(to).copy_(on_cpu(from));
  return to;
}

at::Tensor copy_and_resize(const at::Tensor &from, const at::Tensor &to) {
  return copy_from(from, to, false);
}

c10::Scalar local_scalar(const at::Tensor &tensor) {
  ++transfers;
  return at::_local_scalar_dense(on_cpu(tensor));
}

at::Tensor convolution(const at::Tensor &input, const at::Tensor &weight,
                       const std::optional<at::Tensor> &bias, c10::SymIntArrayRef stride,
                       c10::SymIntArrayRef padding, c10::SymIntArrayRef dilation, bool transposed,
                       c10::SymIntArrayRef output_padding, c10::SymInt groups) {
  ++operators;
  Plain plain;
  auto own = bias && bias->defined() ? std::optional<at::Tensor>(on_cpu(*bias)) : std::nullopt;
  return on_device(at::convolution_symint(on_cpu(input), on_cpu(weight), own, stride, padding,
                                          dilation, transposed, output_padding, groups));
}

std::tuple<at::Tensor, at::Tensor, at::Tensor>
convolution_backward(const at::Tensor &gradient, const at::Tensor &input, const at::Tensor &weight,
                     c10::SymIntArrayRef stride, c10::SymIntArrayRef padding,
                     c10::SymIntArrayRef dilation, bool transposed,
                     c10::SymIntArrayRef output_padding, c10::SymInt groups,
                     std::array<bool, 3> wanted) {
  ++operators;
  Plain plain;
  std::vector<c10::SymInt> bias{weight.sym_size(0)};
  auto [a, b, c] = at::convolution_backward_symint(
      on_cpu(gradient), on_cpu(input), on_cpu(weight), c10::SymIntArrayRef(bias), stride, padding,
      dilation, transposed, output_padding, groups, wanted);
  return {on_device(a), on_device(b), on_device(c)};
}

/// What a generator of the device draws from. As a real device does, it refuses one of another.
at::Generator source(const at::Generator &generator) {
  TORCH_CHECK(generator.device().type() == type,
              "expected a generator of the device, found one of ",
              generator.device());
  return at::Generator(generator.get<host_device::Generator>()->own);
}

/// A value with the tensors in it replaced.
c10::IValue replaced(const c10::IValue &value, at::Tensor (*replace)(const at::Tensor &)) {
  if (value.isTensor()) return replace(value.toTensor());
  if (value.isTensorList()) {
    c10::List<at::Tensor> list;
    for (const at::Tensor &tensor : value.toTensorVector()) list.push_back(replace(tensor));
    return list;
  }
  if (value.isOptionalTensorList()) {
    c10::List<std::optional<at::Tensor>> list;
    for (const std::optional<at::Tensor> &tensor : value.toOptionalTensorVector()) {
      list.push_back(tensor ? std::optional<at::Tensor>(replace(*tensor)) : std::nullopt);
    }
    return list;
  }
  return value;
}

/// Whether an operator writes to an argument.
bool is_written(const c10::Argument &argument, const c10::IValue &value) {
  const auto *alias = argument.alias_info();
  return alias && alias->isWrite() && value.isTensor() && value.toTensor().defined();
}

/// Makes a tensor of the device one on the memory of a tensor of the CPU.
void adopt(const at::Tensor &tensor, const at::Tensor &memory) {
  auto own = on_device(memory);
  auto *impl = tensor.unsafeGetTensorImpl();
  impl->set_storage_keep_dtype(own.storage());
  impl->set_sizes_and_strides(own.sizes(), own.strides(), own.storage_offset());
}

void run_on_cpu(const c10::OperatorHandle &op, torch::jit::Stack *stack) {
  ++operators;
  const auto &schema = op.schema();
  size_t count = schema.arguments().size(), begin = stack->size() - count;
  std::vector<c10::IValue> own(stack->begin() + static_cast<std::ptrdiff_t>(begin), stack->end());
  stack->resize(begin);
  torch::jit::Stack cpu;
  for (size_t i = 0; i < count; ++i) {
    // A new tensor is to be made where the device says, and its memory is the CPU's.
    bool is_device = own[i].isDevice() && own[i].toDevice().type() == type;
    cpu.push_back(is_device             ? c10::IValue(c10::Device(at::kCPU))
                  : own[i].isGenerator() ? c10::IValue(source(own[i].toGenerator()))
                                         : replaced(own[i], on_cpu));
    // Where there is nothing yet, the operator makes room, which it cannot in memory of others.
    if (is_written(schema.arguments()[i], own[i]) && own[i].toTensor().numel() == 0) {
      cpu.back() = at::empty({0}, own[i].toTensor().scalar_type());
    }
  }
  std::vector<c10::IValue> doubles(cpu.begin(), cpu.end());
  {
    Plain plain;
    op.callBoxed(cpu);
  }
  for (size_t i = 0; i < schema.returns().size(); ++i) {
    // What is written to an argument, and returned, is that argument.
    const auto *alias = schema.returns()[i].alias_info();
    size_t source = count;
    for (size_t j = 0; alias && alias->isWrite() && j < count; ++j) {
      const auto *other = schema.arguments()[j].alias_info();
      if (other && *other == *alias) source = j;
    }
    stack->push_back(source < count ? own[source] : replaced(cpu[i], on_device));
    // A number or a truth value has been read off the device.
    if (!stack->back().isTensor() && !stack->back().isTensorList()) ++transfers;
  }
  for (size_t i = 0; i < count; ++i) {
    if (!is_written(schema.arguments()[i], own[i])) continue;
    const at::Tensor &tensor = own[i].toTensor();
    if (tensor.numel() == 0) adopt(tensor, doubles[i].toTensor());
    tensor.unsafeGetTensorImpl()->bump_version();
  }
}

} // namespace

TORCH_LIBRARY_IMPL(aten, PrivateUse1, library) {
  library.impl("empty.memory_format", &make_empty);
  library.impl("empty_strided", &make_strided);
  library.impl("_copy_from", &copy_from);
  library.impl("_copy_from_and_resize", &copy_and_resize);
  library.impl("_local_scalar_dense", &local_scalar);
  library.impl("convolution_overrideable", &convolution);
  library.impl("convolution_backward_overrideable", &convolution_backward);
}

TORCH_LIBRARY_IMPL(_, PrivateUse1, library) {
  library.fallback(torch::CppFunction::makeFromBoxedFunction<&run_on_cpu>());
}

int64_t host_device_transfers(void) { return transfers.exchange(0); }
int64_t host_device_operators(void) { return operators.exchange(0); }
