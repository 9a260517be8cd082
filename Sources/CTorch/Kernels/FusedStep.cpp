// The fused step's entry points.
#include "../Guard.h"
#include "StepPlan.h"

using namespace ct;

bool ct_fused_step_create(const CTStepParameter *parameters, size_t count, CTFusedStep *result) {
  return guarded([&] {
    auto plan = std::make_unique<CTFusedStepPlan>();
    for (size_t i = 0; i < count; ++i) {
      const CTStepParameter &from = parameters[i];
      auto optional = [](CTTensor tensor) { return tensor ? borrow(tensor) : at::Tensor(); };
      plan->parameters.push_back({borrow(from.weight),
                                  {optional(from.slots[0]), optional(from.slots[1])},
                                  from.rows,
                                  from.group,
                                  from.steps});
    }
    plan->works.resize(count);
    plan->extents.resize(count);
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
