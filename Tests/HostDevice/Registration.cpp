// What libtorch asks of a device beside operators: streams, events, generators, pinned memory.
#include "Generator.h"
#include "HostDevice.h"
#include "Memory.h"

#include <ATen/detail/PrivateUse1HooksInterface.h>
#include <c10/core/CPUAllocator.h>
#include <c10/core/DeviceType.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>

using namespace host_device;

namespace {

/// One device and one stream, on which all is done at once.
struct Guard final : c10::impl::DeviceGuardImplInterface {
  at::DeviceType type() const override { return host_device::type; }
  at::Device exchangeDevice(at::Device) const override { return device; }
  at::Device getDevice() const override { return device; }
  void setDevice(at::Device) const override {}
  void uncheckedSetDevice(at::Device) const noexcept override {}
  c10::Stream getStream(at::Device) const override {
    return c10::Stream(c10::Stream::DEFAULT, device);
  }
  c10::Stream getDefaultStream(at::Device own) const override { return getStream(own); }
  c10::Stream exchangeStream(c10::Stream stream) const override { return stream; }
  at::DeviceIndex deviceCount() const noexcept override { return 1; }
  void record(void **, const c10::Stream &, const c10::DeviceIndex,
              const c10::EventFlag) const override {}
  void synchronizeEvent(void *) const override {}
  void destroyEvent(void *, const c10::DeviceIndex) const noexcept override {}
  bool queryEvent(void *) const override { return true; }
};
C10_REGISTER_GUARD_IMPL(PrivateUse1, Guard);

struct Hooks final : at::PrivateUse1HooksInterface {
  bool isBuilt() const override { return true; }
  bool isAvailable() const override { return true; }
  bool hasPrimaryContext(c10::DeviceIndex) const override { return true; }
  at::DeviceIndex deviceCount() const override { return 1; }
  at::DeviceIndex getCurrentDevice() const override { return 0; }
  at::Generator getNewGenerator(c10::DeviceIndex) const override {
    return at::make_generator<host_device::Generator>();
  }
  at::Allocator *getPinnedMemoryAllocator() const override { return c10::GetCPUAllocator(); }
};

} // namespace

void host_device_register(void) {
  static Hooks hooks;
  c10::register_privateuse1_backend("host");
  at::RegisterPrivateUse1HooksInterface(&hooks);
}
