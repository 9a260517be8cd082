#include "Memory.h"

#include <ATen/EmptyTensor.h>
#include <c10/core/impl/alloc_cpu.h>

namespace host_device {

namespace {

struct Allocator final : at::Allocator {
  at::DataPtr allocate(size_t count) override {
    void *memory = c10::alloc_cpu(count);
    return {memory, memory, &c10::free_cpu, device};
  }
  at::DeleterFnPtr raw_deleter() const override { return &c10::free_cpu; }
  void copy_data(void *to, const void *from, std::size_t count) const override {
    std::memcpy(to, from, count);
  }
};

Allocator allocator;
REGISTER_ALLOCATOR(type, &allocator);

/// A tensor on the memory of another, which lives as long.
at::Tensor alias(const at::Tensor &tensor, c10::Device device, c10::DispatchKey key) {
  const c10::Storage &own = tensor.storage();
  auto keep = [](void *storage) { delete static_cast<c10::Storage *>(storage); };
  at::DataPtr memory(const_cast<void *>(own.data()), new c10::Storage(own), keep, device);
  c10::Storage storage(c10::Storage::use_byte_size_t(), own.nbytes(), std::move(memory), nullptr,
                       false);
  auto result = at::detail::make_tensor<c10::TensorImpl>(
      std::move(storage), c10::DispatchKeySet(key), tensor.dtype());
  result.unsafeGetTensorImpl()->set_sizes_and_strides(tensor.sizes(), tensor.strides(),
                                                      tensor.storage_offset());
  if (tensor.unsafeGetTensorImpl()->is_wrapped_number()) {
    result.unsafeGetTensorImpl()->set_wrapped_number(true);
  }
  return result;
}

} // namespace

at::Tensor on_cpu(const at::Tensor &tensor) {
  if (!tensor.defined() || !tensor.is_privateuseone()) return tensor;
  return alias(tensor, c10::Device(at::kCPU), c10::DispatchKey::CPU);
}

at::Tensor on_device(const at::Tensor &tensor) {
  if (!tensor.defined() || !tensor.is_cpu()) return tensor;
  return alias(tensor, device, c10::DispatchKey::PrivateUse1);
}

at::Tensor empty(at::IntArrayRef sizes, at::ScalarType type,
                 std::optional<at::MemoryFormat> format) {
  return at::detail::empty_generic(sizes, &allocator,
                                   c10::DispatchKeySet(c10::DispatchKey::PrivateUse1), type, format);
}

at::Tensor empty_strided(at::IntArrayRef sizes, at::IntArrayRef strides, at::ScalarType type) {
  return at::detail::empty_strided_generic(
      sizes, strides, &allocator, c10::DispatchKeySet(c10::DispatchKey::PrivateUse1), type);
}

} // namespace host_device
