// The step of Kernels on libtorch's tensors.
#pragma once
#include "CTorch.h"

#include <CTKernels.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One parameter of a plan.
typedef struct {
  CTTensor weight;
  CTTensor slots[CT_SLOT_COUNT]; // null: none; dtype and memory layout as the weight's
  int64_t rows;                  // with a mean of their own, each one contiguous stretch of memory; 0: not centralized
  int32_t group;
  int64_t *steps;                // steps it has made; a run counts it up
} CTStepParameter;

/// What a run did with one parameter.
typedef enum : int8_t {
  CT_STEP_NO_GRADIENT, // nothing
  CT_STEP_DONE,
  CT_STEP_UNSUITED,    // nothing, not even counted: the caller's turn
} CTStepOutcome;

/// A plan: references to the tensors of many parameters, and how their work is cut into pieces.
typedef struct CTFusedStepPlan *CTFusedStep;

/// Takes references to the weights and slots; `steps` has to outlive the plan. No two parameters may
/// share memory.
bool ct_fused_step_create(const CTStepParameter *parameters, size_t count, CTFusedStep *result);
void ct_fused_step_release(CTFusedStep plan);

/// One step of every parameter that has a gradient and suits: dense on the CPU, in float32, bfloat16
/// or float16, the gradient and the slots laid out as the weight. `groups`, `gradientScale` and
/// `clearGradients` are those of `ct_step_plan_run`. Writes a CTStepOutcome for each of the `count`
/// parameters. After `false`, no parameter has been changed.
bool ct_fused_step_run(CTFusedStep plan, const CTStepSettings *groups, double gradientScale,
                       bool clearGradients, int8_t *outcomes, size_t count);

#ifdef __cplusplus
}
#endif
