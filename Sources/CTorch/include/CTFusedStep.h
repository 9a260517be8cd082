// One optimizer step on the CPU over many parameters at once, gradient centralization included: one
// parallel region, and each weight, gradient and slot is read and written once.
#pragma once
#include "CTorch.h"

#ifdef __cplusplus
extern "C" {
#endif

/// How a fused step turns a gradient `a` into an update `u`; `m` and `v` are the slots 0 and 1.
typedef enum : int8_t {
  CT_RULE_DESCENT,  // u = a
  CT_RULE_MOMENTUM, // m = decay1 m + gradientWeight a; u = gradientShare a + velocityShare m
  CT_RULE_ADAM,     // m, v: averages of a and a²; u = m / ((√v / √(1 - decay2^t) + epsilon) (1 - decay1^t))
  CT_RULE_ADAGRAD,  // m = m + a²; u = a / (√m + epsilon)
  CT_RULE_RMSPROP,  // m = decay1 m + (1 - decay1) a²; u = a / (√m + epsilon)
  CT_RULE_LION,     // u = sign(decay1 m + (1 - decay1) a); m = decay2 m + (1 - decay2) a
} CTRule;

/// What the parameters of one group share in one step. With g the gradient, w the weight before the
/// step and `mean` the mean over an output unit:
///
///     a = gradientScale g + decayBefore w
///     a = a - gradientStrength mean(a) + decayAfter w
///     u = rule(a) + decoupledBefore w
///     u = u - updateStrength mean(u) + decoupledAfter w
///     w = w - learningRate u
typedef struct {
  CTRule rule;
  double learningRate;
  double decayBefore;
  double decayAfter;
  double decoupledBefore;
  double decoupledAfter;
  double gradientStrength;
  double updateStrength;
  double decay1;
  double decay2;
  double epsilon;
  /// Momentum only. A sum (PyTorch's): 1, 1 - dampening, 0, 1; Nesterov: 1, 1 - dampening, 1, decay1.
  /// An average: 1 - decay1, 1 - decay1, 0, 1; Nesterov: 1 - decay1, 1 - decay1, 1 - decay1, decay1.
  double firstGradientWeight; // in place of gradientWeight on a parameter's first step
  double gradientWeight;
  double gradientShare;
  double velocityShare;
} CTStepSettings;

/// One parameter of a plan.
typedef struct {
  CTTensor weight;
  CTTensor slots[2]; // null: none; dtype and memory layout as the weight's
  int64_t rows;      // output units, each one contiguous stretch of memory; 0: not centralized
  int32_t group;
  int64_t *steps;    // steps it has made; a run counts it up
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
/// or float16, the gradient and the slots laid out as the weight. Arithmetic is in float32; the result
/// does not depend on the number of threads. `groups` is indexed by a parameter's `group`; gradients
/// are multiplied by `gradientScale`, and set to zero afterwards if `clearGradients`. Writes a
/// CTStepOutcome for each of the `count` parameters. After `false`, no parameter has been changed.
bool ct_fused_step_run(CTFusedStep plan, const CTStepSettings *groups, double gradientScale,
                       bool clearGradients, int8_t *outcomes, size_t count);

/// What the kernels are compiled for: "avx512", "avx2", "neon" or "baseline".
const char *ct_fused_step_instruction_set(void);
/// Makes all later runs use that instruction set, or the best one again if null: for tests and
/// benchmarks. False if this machine does not have it.
bool ct_fused_step_force_instruction_set(const char *name);

#ifdef __cplusplus
}
#endif
