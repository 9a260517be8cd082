// A plan: the parameters of a fused step, and what of them stays the same from step to step.
#pragma once
#include "Pieces.h"
#include "StepKernel.h"

#include <ATen/core/Tensor.h>

namespace ct {

struct StepParameter {
  at::Tensor weight;
  at::Tensor slots[2];
  int64_t rows;
  int32_t group;
  int64_t *steps;
};

/// What one run does with one parameter.
struct StepWork {
  at::TensorImpl *gradient; // null: nothing
  Element element;
  Kernel kernel;
  int64_t length; // of a row for the kernel; 0: rows do not matter
  char *weight, *gradients, *slots[2]; // a slot that the rule has not: some address
  StepConstants constants;
};

} // namespace ct

struct CTFusedStepPlan {
  std::vector<ct::StepParameter> parameters;
  std::vector<ct::StepWork> works;
  std::vector<ct::Extent> extents; // those that `pieces` was made for
  ct::Pieces pieces;
  std::vector<float> scratch; // a part for each thread

  void run(const CTStepSettings *groups, double gradient_scale, bool clears, int8_t *outcomes);

private:
  CTStepOutcome examine(size_t index, const CTStepSettings &settings);
  bool measure(size_t index);
  void choose_kernel(size_t index, const ct::KernelTable &table, const CTStepSettings &settings);
  void find_memory(size_t index, const CTStepSettings &settings, bool clears);
  void run_piece(const ct::Piece &piece, float *scratch, bool clears) const;
};
