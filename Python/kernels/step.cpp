// The optimizer step of Kernels as an operator of PyTorch, on PyTorch's stable binary interface alone:
// one library runs with every PyTorch from 2.10 on.
#include "Suitability.h"

#include <torch/csrc/stable/library.h>
#include <torch/csrc/stable/ops.h>

using namespace gradient_centralization;

namespace {

using Tensors = std::vector<Tensor>;
using Integers = std::vector<int64_t>;
using Numbers = std::vector<double>;

/// The numbers of one group, in the order of `Settings` in rules.py.
constexpr size_t number_count = 14;

CTStepSettings settings_from(CTRule rule, const double *numbers) {
  return {.rule = rule,
          .learningRate = numbers[0],
          .decayBefore = numbers[1],
          .decayAfter = numbers[2],
          .decoupledBefore = numbers[3],
          .decoupledAfter = numbers[4],
          .gradientStrength = numbers[5],
          .updateStrength = numbers[6],
          .decay1 = numbers[7],
          .decay2 = numbers[8],
          .epsilon = numbers[9],
          .firstGradientWeight = numbers[10],
          .gradientWeight = numbers[11],
          .gradientShare = numbers[12],
          .velocityShare = numbers[13],
          .leastDeviation = 0}; // nothing is divided here
}

/// The plan of this thread, which keeps its pieces and its scratch memory from step to step.
CTStepPlan plan_of_thread() {
  struct Owner {
    CTStepPlan plan = ct_step_plan_create();
    ~Owner() { ct_step_plan_release(plan); }
  };
  thread_local Owner owner;
  return owner.plan;
}

/// PyTorch's own parallel loop, whose threads its operators run on.
void parallel_loop(int threads, void (*body)(void *data, int thread), void *data) {
  torch::stable::parallel_for(0, threads, 1, [&](int64_t begin, int64_t end) {
    for (int64_t thread = begin; thread < end; ++thread) body(data, static_cast<int>(thread));
  });
}

/// Adds a step to a counter, a tensor of one number as torch.optim keeps it, and returns it.
int64_t count_up(const Tensor &counter) {
  STD_TORCH_CHECK(counter.is_cpu() && counter.numel() == 1,
                  "counters: expected one number on the CPU in each");
  switch (counter.scalar_type()) {
  case torch::headeronly::ScalarType::Float:
    return static_cast<int64_t>(++*static_cast<float *>(counter.mutable_data_ptr()));
  case torch::headeronly::ScalarType::Double:
    return static_cast<int64_t>(++*static_cast<double *>(counter.mutable_data_ptr()));
  default: STD_TORCH_CHECK(false, "counters: expected float32 or float64");
  }
}

/// One step of many parameters, each list with one entry for each of them: `slots0` and `slots1` as far
/// as the rule has slots; `counters` counts the steps, or is empty, and `steps` says their numbers;
/// `rows` output units, 0 where nothing is centralized; `groups` the index of its settings among
/// `numbers`, which hold `number_count` for each group.
void step_(Tensors weights, Tensors gradients, Tensors slots0, Tensors slots1, Tensors counters,
           Integers steps, Integers rows, Integers groups, int64_t rule, Numbers numbers,
           double gradient_scale) {
  const size_t count = weights.size();
  const int slots = ct_slot_count(static_cast<CTRule>(rule));
  const bool counts = !counters.empty();
  STD_TORCH_CHECK(rule >= 0 && rule < CT_RULE_COUNT, "rule: expected the number of a rule");
  STD_TORCH_CHECK(numbers.size() % number_count == 0, "numbers: expected 14 for each group");
  STD_TORCH_CHECK(gradients.size() == count && rows.size() == count && groups.size() == count &&
                      (slots < 1 || slots0.size() == count) &&
                      (slots < 2 || slots1.size() == count) &&
                      (counts ? counters : weights).size() == count &&
                      (counts || steps.size() == count),
                  "lists: expected one entry for each weight");

  std::vector<CTStepSettings> settings;
  for (size_t i = 0; i < numbers.size(); i += number_count) {
    settings.push_back(settings_from(static_cast<CTRule>(rule), &numbers[i]));
  }
  // All checks come first: an error leaves everything as it was.
  std::vector<CTStepWork> works(count);
  for (size_t i = 0; i < count; ++i) {
    const Tensor *of_rule[] = {slots > 0 ? &slots0[i] : nullptr, slots > 1 ? &slots1[i] : nullptr};
    check_suited(weights[i], gradients[i], of_rule, rows[i]);
    STD_TORCH_CHECK(groups[i] >= 0 && groups[i] < static_cast<int64_t>(settings.size()),
                    "groups: expected the index of a group");
  }
  for (size_t i = 0; i < count; ++i) {
    auto memory = [](const Tensor &tensor) { return tensor.mutable_data_ptr(); };
    works[i] = {.weight = memory(weights[i]),
                .gradient = const_cast<void *>(gradients[i].const_data_ptr()), // not cleared: read
                .slots = {slots > 0 ? memory(slots0[i]) : nullptr,
                          slots > 1 ? memory(slots1[i]) : nullptr},
                .element = *element_of(weights[i]),
                .group = static_cast<int32_t>(groups[i]),
                .count = weights[i].numel(),
                .rows = rows[i],
                .step = counts ? count_up(counters[i]) : steps[i]};
  }
  const bool done = ct_step_plan_run(plan_of_thread(), works.data(), count, settings.data(),
                                     gradient_scale, false,
                                     static_cast<int>(torch::stable::get_num_threads()),
                                     parallel_loop);
  STD_TORCH_CHECK(done, "no memory is left for a step");
}

} // namespace

STABLE_TORCH_LIBRARY(gradient_centralization, library) {
  library.def("step_(Tensor(a!)[] weights, Tensor[] gradients, Tensor(b!)[] slots0, "
              "Tensor(c!)[] slots1, Tensor(d!)[] counters, int[] steps, int[] rows, int[] groups, "
              "int rule, float[] numbers, float gradient_scale) -> ()");
}

STABLE_TORCH_LIBRARY_IMPL(gradient_centralization, CPU, library) {
  library.impl("step_", TORCH_BOX(&step_));
}

extern "C" {
/// What Kernels says under these names, for Python's ctypes.
__attribute__((visibility("default"))) const char *gradient_centralization_instruction_set() {
  return ct_instruction_set();
}
__attribute__((visibility("default"))) bool
gradient_centralization_use_instruction_set(const char *name) {
  return ct_use_instruction_set(name);
}
}
