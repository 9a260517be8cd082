// Chooses the kernels at run time: the widest that the processor has, unless told otherwise.
#include "InstructionSet.h"

#include <atomic>
#include <string_view>

namespace ct {
namespace baseline {
extern const KernelTable table;
}
namespace avx2 {
extern const KernelTable table;
}
namespace avx512 {
extern const KernelTable table;
}
} // namespace ct

using namespace ct;

namespace {

#if defined(__aarch64__)
constexpr const char *baseline_name = "neon";
#else
constexpr const char *baseline_name = "baseline";
#endif

// The best one first.
const InstructionSet known[] = {
#if defined(__x86_64__)
    {"avx512", &avx512::table},
    {"avx2", &avx2::table},
#endif
    {baseline_name, &baseline::table},
};

bool is_here(const InstructionSet &set) {
#if defined(__x86_64__)
  if (set.table == &baseline::table) return true;
  bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
              __builtin_cpu_supports("f16c");
  if (set.table == &avx2::table) return avx2;
  return avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#else
  return set.table == &baseline::table;
#endif
}

const InstructionSet *best() {
  for (const auto &set : known) {
    if (is_here(set)) return &set;
  }
  return nullptr; // not reached: the baseline is everywhere
}

std::atomic<const InstructionSet *> &chosen() {
  static std::atomic<const InstructionSet *> set{best()};
  return set;
}

} // namespace

const InstructionSet &ct::instruction_set() { return *chosen().load(std::memory_order_relaxed); }

const char *ct_instruction_set(void) { return instruction_set().name; }

bool ct_use_instruction_set(const char *name) {
  if (!name) {
    chosen() = best();
    return true;
  }
  for (const auto &set : known) {
    if (std::string_view(name) != set.name || !is_here(set)) continue;
    chosen() = &set;
    return true;
  }
  return false;
}
