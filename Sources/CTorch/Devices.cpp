#include "Guard.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/Event.h>

#include <climits>
#include <cstdlib>
#include <dlfcn.h>
#include <malloc.h>
#include <memory>
#include <string>
#include <torch/headeronly/version.h>
#include <unistd.h>

extern "C" void omp_set_num_threads(int count);
/// Of libtorch's stable interface: the version in its highest three bytes.
extern "C" uint64_t aoti_torch_abi_version();

using namespace ct;

namespace {

/// The folder that libtorch_cpu was loaded from.
std::string folder() {
  Dl_info info;
  TORCH_CHECK(dladdr(reinterpret_cast<void *>(&at::get_num_threads), &info) && info.dli_fname,
              "cannot tell where libtorch was loaded from");
  std::string path = info.dli_fname;
  return path.substr(0, path.find_last_of('/'));
}

void load() {
  // Loading takes seconds, so it is not tried on a machine that cannot have a CUDA device.
  TORCH_CHECK(access("/dev/nvidiactl", F_OK) == 0 || access("/dev/dxg", F_OK) == 0,
              "this machine has no CUDA device");
  auto path = folder() + "/libtorch_cuda.so";
  TORCH_CHECK(access(path.c_str(), R_OK) == 0, "this libtorch has no CUDA libraries: there is no ",
              path);
  TORCH_CHECK(dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL),
              "this libtorch has no CUDA libraries: ", dlerror());
}

} // namespace

bool ct_cuda_load(void) { return guarded(load); }

int64_t ct_cuda_count(void) {
  int64_t count = 0;
  guarded([&] { count = at::detail::getCUDAHooks().deviceCount(); });
  return count < 0 ? 0 : count;
}

bool ct_set_device(int8_t type, int8_t index) {
  return guarded([&] {
    c10::impl::VirtualGuardImpl guard(static_cast<c10::DeviceType>(type));
    guard.setDevice(c10::Device(static_cast<c10::DeviceType>(type), index));
  });
}

bool ct_cuda_arithmetic(bool cudnn_deterministic, bool cudnn_benchmark, bool tf32) {
  return guarded([&] {
    at::Context &context = at::globalContext();
    context.setDeterministicCuDNN(cudnn_deterministic);
    context.setBenchmarkCuDNN(cudnn_benchmark);
    context.setAllowTF32CuDNN(tf32);
    context.setAllowTF32CuBLAS(tf32);
  });
}

bool ct_cuda_current_arithmetic(bool *cudnn_deterministic, bool *cudnn_benchmark, bool *tf32) {
  return guarded([&] {
    at::Context &context = at::globalContext();
    *cudnn_deterministic = context.deterministicCuDNN();
    *cudnn_benchmark = context.benchmarkCuDNN();
    *tf32 = context.allowTF32CuDNN() || context.allowTF32CuBLAS();
  });
}

bool ct_event_record(int8_t type, int8_t index, CTEvent *result) {
  return guarded([&] {
    c10::Device device(static_cast<c10::DeviceType>(type), index);
    auto event = std::make_unique<c10::Event>(device.type());
    event->record(c10::impl::VirtualGuardImpl(device.type()).getStream(device));
    *result = reinterpret_cast<CTEvent>(event.release());
  });
}
bool ct_event_wait(CTEvent event) {
  return guarded([&] { reinterpret_cast<c10::Event *>(event)->synchronize(); });
}
void ct_event_release(CTEvent event) { delete reinterpret_cast<c10::Event *>(event); }

int ct_threads(void) { return at::get_num_threads(); }
void ct_set_threads(int count) { at::set_num_threads(count); }

void ct_single_thread(void) {
  // at::set_num_threads would change the number of later threads too. libtorch sets a thread up when
  // it is first asked for the number, so that has to come before what overrides it.
  at::get_num_threads();
  omp_set_num_threads(1);
  using Limit = int (*)(int);
  static auto limit = reinterpret_cast<Limit>(dlsym(RTLD_DEFAULT, "MKL_Set_Num_Threads_Local"));
  if (limit) limit(1);
}

void ct_keep_freed_memory(void) {
  // libtorch reads it when it first allocates anything.
  setenv("THP_MEM_ALLOC_ENABLE", "1", 0);
#ifdef __GLIBC__
  // The largest block that the heap may have is set too: to set one of the two ends that glibc finds both by itself.
  if (!std::getenv("MALLOC_TRIM_THRESHOLD_") && mallopt(M_MMAP_THRESHOLD, 32 << 20)) {
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
  }
#endif
}

const char *ct_compiled_version(void) {
  return C10_STRINGIZE(TORCH_VERSION_MAJOR) "." C10_STRINGIZE(TORCH_VERSION_MINOR) "." C10_STRINGIZE(
      TORCH_VERSION_PATCH);
}
const char *ct_version(void) {
  static const std::string version = [] {
    auto number = aoti_torch_abi_version();
    auto part = [&](int shift) { return std::to_string((number >> shift) & 0xff); };
    return part(56) + "." + part(48) + "." + part(40);
  }();
  return version.c_str();
}
const char *ct_cpu_capability(void) {
  static const std::string name = at::get_cpu_capability();
  return name.c_str();
}
