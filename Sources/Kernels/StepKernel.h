// What a step's plan hands to a kernel. Plain data: this is shared by files compiled for different
// instruction sets, so nothing here may have code.
#pragma once
#include "CTKernels.h"

namespace ct {

/// The settings of a group, as the arithmetic wants them. What only a rule's trait sets has its value
/// for other rules here.
struct StepConstants {
  double gradientStrength, updateStrength, leastDeviation;
  float gradientScale, decayBefore, decayAfter, decoupledBefore, decoupledAfter, learningRate;
  float decay1, weight1, decay2, weight2; // slot = decay * slot + weight * new
  float gradientShare, velocityShare;     // of momentum
  float rootFactor = 1, rootOffset;       // denominator = rootFactor * root + rootOffset
};

/// Whole rows of one parameter that lie one after the other.
struct Stretch {
  void *weight, *gradient, *slots[CT_SLOT_COUNT];
  int64_t rows, length;
  const StepConstants *constants;
  float *scratch; // of this thread
  bool clears;
};

using Kernel = void (*)(const Stretch &);

/// Rows shorter than this are centralized many at a time.
constexpr int64_t short_row = 64;
/// Elements of short rows that are worked on together.
constexpr int64_t block_count = 2048;
/// What a kernel may write beyond the end of its scratch's elements.
constexpr int64_t scratch_margin = 64;

/// Kernels by element, rule, centralized (bit 0: the gradient, bit 1: the update) and short rows; those that
/// divide by deviations are for rows of any length.
struct RuleKernels {
  Kernel kernels[4][2], scaled[4];
};
struct ElementKernels {
  RuleKernels rules[CT_RULE_COUNT];
};
struct KernelTable {
  ElementKernels elements[CT_ELEMENT_COUNT];
};

} // namespace ct
