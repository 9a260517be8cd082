// libtorch_cuda is loaded when a program asks for it, and its header for NCCL takes those of CUDA and of NCCL: so the
// two constructors are looked up by their names, and what they make is known as its base class alone.
#include "NCCL.h"

#include <dlfcn.h>

using namespace ct;

namespace {

using MakeOptions = void (*)(void *self, bool high_priority);
using MakeGroup = void (*)(void *self, c10::intrusive_ptr<c10d::Store>, int rank, int size,
                           c10::intrusive_ptr<c10d::Backend::Options>);

constexpr const char *options_name = "_ZN4c10d16ProcessGroupNCCL7OptionsC1Eb";
constexpr const char *group_name =
    "_ZN4c10d16ProcessGroupNCCLC1EN3c1013intrusive_ptrINS_5StoreENS1_6detail34intrusive_target_"
    "default_null_typeIS3_EEEEiiNS2_INS0_7OptionsENS5_IS8_EEEE";

/// Room for either, as nothing here knows their sizes: some kilobytes at most.
constexpr size_t room = 1 << 16;

template <class Constructor> Constructor find(const char *name) {
  auto found = reinterpret_cast<Constructor>(dlsym(RTLD_DEFAULT, name));
  TORCH_CHECK(found, "the libtorch that is loaded has no NCCL");
  return found;
}

/// What a constructor makes in new memory. Its destructor is virtual, and frees it.
template <class Base, class Construct>
c10::intrusive_ptr<Base> make(Construct construct) {
  void *memory = ::operator new(room);
  std::memset(memory, 0, room);
  try {
    construct(memory);
  } catch (...) {
    ::operator delete(memory);
    throw;
  }
  return c10::intrusive_ptr<Base>::unsafe_steal_from_new(static_cast<Base *>(memory));
}

} // namespace

c10::intrusive_ptr<c10d::Backend> ct::nccl(c10::intrusive_ptr<c10d::Store> store, int rank,
                                           int size, Milliseconds timeout) {
  auto make_options = find<MakeOptions>(options_name);
  auto make_group = find<MakeGroup>(group_name);
  auto options = make<c10d::Backend::Options>([&](void *self) { make_options(self, false); });
  options->timeout = timeout;
  return make<c10d::Backend>(
      [&](void *self) { make_group(self, std::move(store), rank, size, std::move(options)); });
}
