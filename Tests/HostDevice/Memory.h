// Tensors of the device as tensors of the CPU on the same memory, and the reverse.
#pragma once
#include <ATen/core/Tensor.h>

namespace host_device {

/// The CPU's tensor on the memory of one of the device; any other as it is.
at::Tensor on_cpu(const at::Tensor &tensor);

/// The device's tensor on the memory of one of the CPU.
at::Tensor on_device(const at::Tensor &tensor);

/// A new tensor of the device.
at::Tensor empty(at::IntArrayRef sizes, at::ScalarType type, std::optional<at::MemoryFormat> format);
at::Tensor empty_strided(at::IntArrayRef sizes, at::IntArrayRef strides, at::ScalarType type);

inline constexpr auto type = c10::DeviceType::PrivateUse1;
inline const c10::Device device{type, 0};

} // namespace host_device
