// One optimizer step on the CPU over many parameters at once, gradient centralization included: one
// parallel region, and each weight, gradient and slot is read and written once. All on pointers: whose
// tensors they are, and whether those suit, is the host's affair. No function throws.
#pragma once
#include "CTStepSettings.h"

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What weights, gradients and slots consist of. Arithmetic is in float32 throughout.
typedef enum : int8_t { CT_FLOAT32, CT_BFLOAT16, CT_FLOAT16, CT_ELEMENT_COUNT } CTElement;

/// What a step does with one parameter. Its weight, gradient and slots have the same element at each
/// offset, with no gaps, and no two parameters share memory.
typedef struct {
  void *weight;
  void *gradient;             // null: no step. Written only where gradients are cleared
  void *slots[CT_SLOT_COUNT]; // as many as the rule has; the others are not looked at
  CTElement element;
  int32_t group;              // the index of its settings
  int64_t count;              // elements
  int64_t rows;               // with a mean of their own, each `count / rows` consecutive elements; 0: not centralized
  int64_t step;               // the number of this step, from 1
} CTStepWork;

/// Calls `body(data, thread)` once for each thread from 0 up to `threads`, in any order, and returns
/// when all calls have.
typedef void (*CTParallelLoop)(int threads, void (*body)(void *data, int thread), void *data);

/// What stays from step to step: how the work is cut into pieces, and scratch memory.
typedef struct CTStepPlanState *CTStepPlan;

/// Null if there is no memory.
CTStepPlan ct_step_plan_create(void);
void ct_step_plan_release(CTStepPlan plan);

/// One step of every parameter that has a gradient, on at most `threads` threads; the result does not
/// depend on their number. `groups` is indexed by a parameter's `group`; gradients are multiplied by
/// `gradientScale`, and set to zero afterwards if `clearGradients`. Allocates only where the parameters
/// are more, larger or others than in the steps before. False if there is no memory: nothing has been
/// changed.
bool ct_step_plan_run(CTStepPlan plan, const CTStepWork *works, size_t count,
                      const CTStepSettings *groups, double gradientScale, bool clearGradients,
                      int threads, CTParallelLoop loop);

/// How many slots a rule has; -1 if it is none of the rules.
int ct_slot_count(CTRule rule);

/// What the kernels in use are compiled for: "avx512", "avx2", "neon" or "baseline".
const char *ct_instruction_set(void);
/// Makes all later runs use that instruction set, or the best one again if null: for tests and
/// benchmarks. False if this machine does not have it.
bool ct_use_instruction_set(const char *name);

#ifdef __cplusplus
}
#endif
