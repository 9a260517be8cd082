#include "Guard.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <mutex>

using namespace ct;

namespace {

at::Generator borrow(CTGenerator g) {
  auto impl = reinterpret_cast<c10::GeneratorImpl *>(g);
  return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::unsafe_reclaim_from_nonowning(impl));
}

at::Generator make(c10::Device device) {
  if (device.is_cpu()) return at::make_generator<at::CPUGeneratorImpl>();
  return at::globalContext().getAcceleratorHooksInterface(device.type()).getNewGenerator(device.index());
}

} // namespace

bool ct_generator(uint64_t seed, int8_t type, int8_t index, CTGenerator *result) {
  return guarded([&] {
    auto generator = make(c10::Device(static_cast<c10::DeviceType>(type), index));
    generator.set_current_seed(seed);
    *result = reinterpret_cast<CTGenerator>(generator.unsafeReleaseGeneratorImpl());
  });
}

bool ct_generator_seed(CTGenerator g, uint64_t seed) {
  return guarded([&] {
    auto generator = borrow(g);
    std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_current_seed(seed);
  });
}

bool ct_generator_initial_seed(CTGenerator g, uint64_t *seed) {
  return guarded([&] {
    auto generator = borrow(g);
    std::lock_guard<std::mutex> lock(generator.mutex());
    *seed = generator.current_seed();
  });
}

void ct_generator_release(CTGenerator g) {
  c10::intrusive_ptr<c10::GeneratorImpl>::reclaim(reinterpret_cast<c10::GeneratorImpl *>(g));
}

bool ct_generator_state(CTGenerator g, CTTensor *result) {
  return guarded([&] {
    auto generator = borrow(g);
    std::lock_guard<std::mutex> lock(generator.mutex());
    *result = give(generator.get_state());
  });
}

bool ct_generator_set_state(CTGenerator g, CTTensor state) {
  return guarded([&] {
    auto generator = borrow(g);
    std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_state(ct::borrow(state));
  });
}
