// The generator of the device.
#pragma once
#include "Memory.h"

#include <ATen/CPUGeneratorImpl.h>

namespace host_device {

/// Draws what a generator of the CPU draws, and is none of the CPU.
struct Generator final : c10::GeneratorImpl {
  static at::DeviceType device_type() { return type; }
  Generator() : GeneratorImpl(host_device::device, c10::DispatchKeySet(c10::DispatchKey::PrivateUse1)) {}

  void set_current_seed(uint64_t seed) override { own->set_current_seed(seed); }
  void set_offset(uint64_t offset) override { own->set_offset(offset); }
  uint64_t get_offset() const override { return own->get_offset(); }
  uint64_t current_seed() const override { return own->current_seed(); }
  uint64_t seed() override { return own->seed(); }
  void set_state(const c10::TensorImpl &state) override { own->set_state(state); }
  c10::intrusive_ptr<c10::TensorImpl> get_state() const override { return own->get_state(); }
  Generator *clone_impl() const override {
    auto copy = new Generator;
    copy->own->set_state(*own->get_state());
    return copy;
  }

  c10::intrusive_ptr<at::CPUGeneratorImpl> own = c10::make_intrusive<at::CPUGeneratorImpl>();
};

} // namespace host_device
