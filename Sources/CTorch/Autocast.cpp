#include "Guard.h"

#include <ATen/autocast_mode.h>

using namespace ct;
namespace autocast = at::autocast;

namespace {

CTAutocast current(c10::DeviceType device) {
  return {autocast::is_autocast_enabled(device),
          static_cast<int8_t>(autocast::get_autocast_dtype(device))};
}

void set(c10::DeviceType device, CTAutocast casting) {
  // Casts are kept by what was cast, and not by the type that it was cast to.
  if (current(device).dtype != casting.dtype) autocast::clear_cache();
  autocast::set_autocast_enabled(device, casting.enabled);
  autocast::set_autocast_dtype(device, static_cast<c10::ScalarType>(casting.dtype));
}

} // namespace

bool ct_autocast_begin(int8_t device_type, CTAutocast casting, CTAutocast *previous) {
  return guarded([&] {
    auto device = static_cast<c10::DeviceType>(device_type);
    *previous = current(device);
    set(device, casting);
    autocast::increment_nesting();
  });
}

bool ct_autocast_end(int8_t device_type, CTAutocast previous) {
  return guarded([&] {
    // A cast that outlived its region would be that of a weight as it was.
    if (autocast::decrement_nesting() == 0) autocast::clear_cache();
    set(static_cast<c10::DeviceType>(device_type), previous);
  });
}

// Of convolutions, libtorch casts those of one, two and three dimensions by their names on the CPU, and not the
// operator behind all of them.
TORCH_LIBRARY_IMPL(aten, AutocastCPU, m) { KERNEL_CPU(convolution, lower_precision_fp) }
