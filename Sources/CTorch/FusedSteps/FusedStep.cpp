// The plan of a fused step: checks all parameters, looks up the memory of those that suit, and has the
// kernels make the step.
#include "../Guard.h"
#include "../Threads.h"
#include "Suitability.h"

#include <vector>

using namespace ct;

namespace {

struct StepParameter {
  at::Tensor weight;
  at::Tensor slots[CT_SLOT_COUNT];
  int64_t rows;
  int32_t group;
  int64_t *steps;
};

/// Whether a parameter can make a step by a rule with that many slots.
CTStepOutcome examine(const StepParameter &parameter, int slots) {
  at::TensorImpl &weight = *parameter.weight.unsafeGetTensorImpl();
  const at::Tensor &gradient = weight.grad();
  if (!gradient.defined()) return CT_STEP_NO_GRADIENT;

  auto element = element_of(weight);
  auto is_like_weight = [&](const at::Tensor &tensor) {
    if (!tensor.defined()) return false;
    at::TensorImpl &other = *tensor.unsafeGetTensorImpl();
    return element_of(other) == element && same_layout(weight, other);
  };
  if (!element || !weight.is_non_overlapping_and_dense()) return CT_STEP_UNSUITED;
  if (!is_like_weight(gradient)) return CT_STEP_UNSUITED;
  if (slots < 0) return CT_STEP_UNSUITED;
  for (int i = 0; i < slots; ++i) {
    if (!is_like_weight(parameter.slots[i])) return CT_STEP_UNSUITED;
  }
  if (parameter.rows > 0 && !has_rows(weight, parameter.rows)) return CT_STEP_UNSUITED;
  return CT_STEP_DONE;
}

/// Looks up the addresses, and tells autograd about the tensors that are about to change.
CTStepWork work_of(const StepParameter &parameter, int slots, bool clears) {
  auto to_write = [](at::TensorImpl *tensor) {
    tensor->bump_version();
    return tensor->mutable_data();
  };
  at::TensorImpl *weight = parameter.weight.unsafeGetTensorImpl();
  at::TensorImpl *gradient = weight->grad().unsafeGetTensorImpl();
  CTStepWork work{.weight = to_write(weight),
                  .gradient = clears ? to_write(gradient) : const_cast<void *>(gradient->data()),
                  .slots = {},
                  .element = *element_of(*weight),
                  .group = parameter.group,
                  .count = weight->numel(),
                  .rows = parameter.rows,
                  .step = *parameter.steps + 1};
  for (int i = 0; i < slots; ++i) {
    work.slots[i] = to_write(parameter.slots[i].unsafeGetTensorImpl());
  }
  return work;
}

} // namespace

struct CTFusedStepPlan {
  std::vector<StepParameter> parameters;
  std::vector<CTStepWork> works;
  CTStepPlan kernels = ct_step_plan_create();

  ~CTFusedStepPlan() { ct_step_plan_release(kernels); }

  void run(const CTStepSettings *groups, double gradient_scale, bool clears, int8_t *outcomes) {
    for (size_t i = 0; i < parameters.size(); ++i) {
      int slots = ct_slot_count(groups[parameters[i].group].rule);
      outcomes[i] = examine(parameters[i], slots);
      works[i] = outcomes[i] == CT_STEP_DONE ? work_of(parameters[i], slots, clears) : CTStepWork{};
    }
    if (!kernels || !ct_step_plan_run(kernels, works.data(), works.size(), groups, gradient_scale,
                                      clears, available_threads(), ct_openmp_loop)) {
      throw std::bad_alloc();
    }
    for (size_t i = 0; i < parameters.size(); ++i) {
      if (outcomes[i] == CT_STEP_DONE) ++*parameters[i].steps;
    }
  }
};

bool ct_fused_step_create(const CTStepParameter *parameters, size_t count, CTFusedStep *result) {
  return guarded([&] {
    auto plan = std::make_unique<CTFusedStepPlan>();
    for (size_t i = 0; i < count; ++i) {
      const CTStepParameter &from = parameters[i];
      StepParameter to{borrow(from.weight), {}, from.rows, from.group, from.steps};
      for (int slot = 0; slot < CT_SLOT_COUNT; ++slot) {
        if (from.slots[slot]) to.slots[slot] = borrow(from.slots[slot]);
      }
      plan->parameters.push_back(std::move(to));
    }
    plan->works.resize(count);
    *result = plan.release();
  });
}

void ct_fused_step_release(CTFusedStep plan) { delete plan; }

bool ct_fused_step_run(CTFusedStep plan, const CTStepSettings *groups, double gradient_scale,
                       bool clear_gradients, int8_t *outcomes, size_t count) {
  return guarded([&] {
    TORCH_CHECK(count == plan->parameters.size(), "the plan has ", plan->parameters.size(),
                " parameters, not ", count);
    plan->run(groups, gradient_scale, clear_gradients, outcomes);
  });
}
