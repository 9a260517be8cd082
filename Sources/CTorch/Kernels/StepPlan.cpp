// One run of a plan: checks all parameters, prepares those that suit, then runs the kernels on them.
#include "StepPlan.h"

#include "InstructionSet.h"
#include "ParallelRegion.h"
#include "StepConstants.h"
#include "Suitability.h"

#include <algorithm>
#include <atomic>

using namespace ct;

namespace {

// Fewer elements than this are not worth waking other threads for.
constexpr int64_t serial_count = 32 << 10;

/// What a kernel needs for rows of this length, in whole cache lines.
int64_t scratch_count(int64_t length) {
  int64_t count = std::max(2 * (block_count + scratch_margin), length + scratch_margin);
  return (count + 15) / 16 * 16;
}

} // namespace

/// Whether a parameter can make a step. Sets the work's gradient and element if so.
CTStepOutcome CTFusedStepPlan::examine(size_t index, const CTStepSettings &settings) {
  const StepParameter &parameter = parameters[index];
  at::TensorImpl &weight = *parameter.weight.unsafeGetTensorImpl();
  const at::Tensor &gradient = weight.grad();
  works[index].gradient = nullptr;
  if (!gradient.defined()) return CT_STEP_NO_GRADIENT;

  auto element = element_of(weight);
  auto is_like_weight = [&](const at::Tensor &tensor) {
    if (!tensor.defined()) return false;
    at::TensorImpl &other = *tensor.unsafeGetTensorImpl();
    return element_of(other) == element && same_layout(weight, other);
  };
  if (!element || !weight.is_non_overlapping_and_dense()) return CT_STEP_UNSUITED;
  if (!is_like_weight(gradient)) return CT_STEP_UNSUITED;
  if (settings.rule < CT_RULE_DESCENT || settings.rule > CT_RULE_LION) return CT_STEP_UNSUITED;
  for (int i = 0; i < slot_count(settings.rule); ++i) {
    if (!is_like_weight(parameter.slots[i])) return CT_STEP_UNSUITED;
  }
  if (parameter.rows > 0 && !has_rows(weight, parameter.rows)) return CT_STEP_UNSUITED;

  works[index].gradient = gradient.unsafeGetTensorImpl();
  works[index].element = *element;
  return CT_STEP_DONE;
}

/// Notes the extent of a parameter's weight; whether it is a new one, as after `set_data`.
bool CTFusedStepPlan::measure(size_t index) {
  const StepParameter &parameter = parameters[index];
  int64_t count = parameter.weight.numel();
  Extent extent{count, parameter.rows > 0 ? count / parameter.rows : 0,
                static_cast<int64_t>(parameter.weight.itemsize())};
  bool is_new = extent != extents[index];
  extents[index] = extent;
  return is_new;
}

void CTFusedStepPlan::choose_kernel(size_t index, const KernelTable &table,
                                    const CTStepSettings &settings) {
  StepWork &work = works[index];
  work.length = extents[index].length;
  int centralized = work.length == 0 ? 0
                                     : (settings.gradientStrength != 0 ? 1 : 0) +
                                           (settings.updateStrength != 0 ? 2 : 0);
  if (centralized == 0) work.length = 0;
  const RuleKernels &rule = table.elements[static_cast<int>(work.element)].rules[settings.rule];
  work.kernel = rule.kernels[centralized][work.length < short_row];
}

/// Looks up the addresses, and tells autograd about the tensors that are about to change.
void CTFusedStepPlan::find_memory(size_t index, const CTStepSettings &settings, bool clears) {
  const StepParameter &parameter = parameters[index];
  StepWork &work = works[index];
  auto to_write = [](at::TensorImpl *tensor) {
    tensor->bump_version();
    return static_cast<char *>(tensor->mutable_data());
  };
  work.weight = to_write(parameter.weight.unsafeGetTensorImpl());
  work.gradients = clears ? to_write(work.gradient)
                          : static_cast<char *>(const_cast<void *>(work.gradient->data()));
  for (int i = 0; i < 2; ++i) {
    bool is_used = i < slot_count(settings.rule);
    work.slots[i] = is_used ? to_write(parameter.slots[i].unsafeGetTensorImpl()) : work.weight;
  }
}

void CTFusedStepPlan::run_piece(const Piece &piece, float *scratch, bool clears) const {
  const StepWork &work = works[piece.parameter];
  if (!work.gradient) return;
  int64_t offset = piece.first * extents[piece.parameter].element_size;
  int64_t length = work.length > 0 ? work.length : piece.count;
  work.kernel({.weight = work.weight + offset,
               .gradient = work.gradients + offset,
               .slots = {work.slots[0] + offset, work.slots[1] + offset},
               .rows = piece.count / length,
               .length = length,
               .constants = &work.constants,
               .scratch = scratch,
               .clears = clears});
}

void CTFusedStepPlan::run(const CTStepSettings *groups, double gradient_scale, bool clears,
                          int8_t *outcomes) {
  // Whatever can fail comes first, and changes nothing that anyone sees.
  bool is_new = pieces.runs.empty();
  int64_t total = 0, scratch_size = scratch_count(0);
  const KernelTable &table = *instruction_set().table;
  for (size_t i = 0; i < parameters.size(); ++i) {
    const CTStepSettings &settings = groups[parameters[i].group];
    outcomes[i] = examine(i, settings);
    if (outcomes[i] != CT_STEP_DONE) continue;
    is_new |= measure(i);
    choose_kernel(i, table, settings);
    find_memory(i, settings, clears);
    total += extents[i].count;
    if (settings.updateStrength != 0) {
      scratch_size = std::max(scratch_size, scratch_count(works[i].length));
    }
  }
  if (is_new) pieces = cut(extents);
  size_t runs = pieces.runs.size() - 1;
  auto most = static_cast<int>(std::min<size_t>(runs, 1024));
  int threads = total < serial_count ? 1 : std::min(available_threads(), most);
  size_t needed = static_cast<size_t>(scratch_size) * static_cast<size_t>(std::max(threads, 1));
  if (scratch.size() < needed) scratch.resize(needed);

  const StepWork *previous = nullptr; // whose constants are often the same
  int32_t previous_group = 0;
  int64_t previous_step = 0;
  for (size_t i = 0; i < parameters.size(); ++i) {
    if (!works[i].gradient) continue;
    int32_t group = parameters[i].group;
    int64_t step = ++*parameters[i].steps;
    works[i].constants = previous && group == previous_group && step == previous_step
                             ? previous->constants
                             : constants_of(groups[group], gradient_scale, step);
    previous = &works[i];
    previous_group = group;
    previous_step = step;
  }

  std::atomic<size_t> next{0};
  in_parallel(threads, [&](int thread) {
    float *own = scratch.data() + static_cast<int64_t>(thread) * scratch_size;
    for (size_t run; (run = next.fetch_add(1, std::memory_order_relaxed)) < runs;) {
      for (size_t i = pieces.runs[run]; i < pieces.runs[run + 1]; ++i) {
        run_piece(pieces.pieces[i], own, clears);
      }
    }
  });
}
