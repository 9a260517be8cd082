// What a step is made of: the rules, and the numbers that parameters share.
#pragma once
#include <stdint.h>

/// How a step turns a gradient `a` into an update `u`; `m` and `v` are the slots 0 and 1.
typedef enum : int8_t {
  CT_RULE_DESCENT,  // u = a
  CT_RULE_MOMENTUM, // m = decay1 m + gradientWeight a; u = gradientShare a + velocityShare m
  CT_RULE_ADAM,     // m, v: averages of a and a²; u = m / ((√v / √(1 - decay2^t) + epsilon) (1 - decay1^t))
  CT_RULE_ADAGRAD,  // m = m + a²; u = a / (√m + epsilon)
  CT_RULE_RMSPROP,  // m = decay1 m + (1 - decay1) a²; u = a / (√m + epsilon)
  CT_RULE_LION,     // u = sign(decay1 m + (1 - decay1) a); m = decay2 m + (1 - decay2) a
  CT_RULE_ADAM_MOMENT, // as Adam, with v an average of (gradientScale g + decayBefore w)²
  CT_RULE_COUNT,    // no rule: how many there are
} CTRule;

/// The most slots that a rule has.
enum { CT_SLOT_COUNT = 2 };

/// What the parameters of one group share in one step. With g the gradient, w the weight before the
/// step and `mean` the mean over a row, which is an output unit or a whole weight:
///
///     a = gradientScale g + decayBefore w
///     a = (a - gradientStrength mean(a)) / spread(a) + decayAfter w
///     u = rule(a) + decoupledBefore w
///     u = (u - updateStrength mean(u)) / spread(u) + decoupledAfter w
///     w = w - learningRate u
///
/// `spread` is 1 where nothing is centralized or `leastDeviation` is 0, else √mean((x - mean(x))²) + leastDeviation.
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
  double leastDeviation;
} CTStepSettings;
