// One run of a plan: chooses the kernels, cuts the work where it has changed, and lets threads do it.
#include "InParallel.h"
#include "InstructionSet.h"
#include "Pieces.h"
#include "StepConstants.h"

#include <algorithm>
#include <atomic>
#include <new>

using namespace ct;

namespace {

// Fewer elements than this are not worth waking other threads for.
constexpr int64_t serial_count = 32 << 10;

/// What a kernel needs for rows of this length, in whole cache lines.
int64_t scratch_count(int64_t length) {
  int64_t count = std::max(2 * (block_count + scratch_margin), length + scratch_margin);
  return (count + 15) / 16 * 16;
}

/// How one run does its work on one parameter.
struct Task {
  Kernel kernel;
  int64_t length; // of a row for the kernel; 0: rows do not matter
  StepConstants constants;
};

Extent extent_of(const CTStepWork &work) {
  return {work.count, work.rows > 0 ? work.count / work.rows : 0, work.element == CT_FLOAT32 ? 4 : 2};
}

} // namespace

struct CTStepPlanState {
  std::vector<Task> tasks;
  std::vector<Extent> extents; // those that `pieces` was made for
  Pieces pieces;
  std::vector<float> scratch; // a part for each thread

  void run(const CTStepWork *works, size_t count, const CTStepSettings *groups,
           double gradient_scale, bool clears, int threads, CTParallelLoop loop);

private:
  void choose_kernel(Task &task, const CTStepWork &work, const CTStepSettings &settings) const;
  void set_constants(const CTStepWork *works, const CTStepSettings *groups, double gradient_scale);
  void run_piece(const Piece &piece, const CTStepWork &work, float *scratch, bool clears) const;
};

void CTStepPlanState::choose_kernel(Task &task, const CTStepWork &work,
                                    const CTStepSettings &settings) const {
  int centralized = (settings.gradientStrength != 0 ? 1 : 0) + (settings.updateStrength != 0 ? 2 : 0);
  task.length = work.rows > 0 && centralized != 0 ? work.count / work.rows : 0;
  if (task.length == 0) centralized = 0;
  const RuleKernels &kernels = instruction_set().table->elements[work.element].rules[settings.rule];
  task.kernel = settings.leastDeviation > 0 ? kernels.scaled[centralized]
                                            : kernels.kernels[centralized][task.length < short_row];
}

void CTStepPlanState::set_constants(const CTStepWork *works, const CTStepSettings *groups,
                                    double gradient_scale) {
  const CTStepWork *previous = nullptr; // whose constants are often the same
  for (size_t i = 0; i < tasks.size(); ++i) {
    const CTStepWork &work = works[i];
    if (!work.gradient) continue;
    bool is_same = previous && work.group == previous->group && work.step == previous->step;
    tasks[i].constants = is_same ? tasks[previous - works].constants
                                 : constants_of(groups[work.group], gradient_scale, work.step);
    previous = &work;
  }
}

void CTStepPlanState::run_piece(const Piece &piece, const CTStepWork &work, float *scratch,
                                bool clears) const {
  if (!work.gradient) return;
  const Task &task = tasks[piece.parameter];
  int64_t offset = piece.first * extents[piece.parameter].element_size;
  int64_t length = task.length > 0 ? task.length : piece.count;
  // A slot that the rule has not: some address.
  auto at = [&](void *memory) { return static_cast<char *>(memory ? memory : work.weight) + offset; };
  task.kernel({.weight = at(work.weight),
               .gradient = at(work.gradient),
               .slots = {at(work.slots[0]), at(work.slots[1])},
               .rows = piece.count / length,
               .length = length,
               .constants = &task.constants,
               .scratch = scratch,
               .clears = clears});
}

void CTStepPlanState::run(const CTStepWork *works, size_t count, const CTStepSettings *groups,
                          double gradient_scale, bool clears, int threads, CTParallelLoop loop) {
  // Whatever can fail comes first, and changes nothing that anyone sees.
  tasks.resize(count);
  bool is_new = pieces.runs.empty() || extents.size() != count;
  extents.resize(count);
  int64_t total = 0, scratch_size = scratch_count(0);
  for (size_t i = 0; i < count; ++i) {
    if (!works[i].gradient) continue;
    const CTStepSettings &settings = groups[works[i].group];
    Extent extent = extent_of(works[i]);
    is_new |= extent != extents[i];
    extents[i] = extent;
    choose_kernel(tasks[i], works[i], settings);
    total += extent.count;
    if (settings.updateStrength != 0) {
      scratch_size = std::max(scratch_size, scratch_count(tasks[i].length));
    }
  }
  if (is_new) pieces = cut(extents);
  size_t runs = pieces.runs.size() - 1;
  auto most = static_cast<int>(std::min<size_t>(runs, 1024));
  threads = total < serial_count ? 1 : std::max(1, std::min(threads, most));
  size_t needed = static_cast<size_t>(scratch_size) * static_cast<size_t>(threads);
  if (scratch.size() < needed) scratch.resize(needed);
  set_constants(works, groups, gradient_scale);

  std::atomic<size_t> next{0};
  in_parallel(threads, loop, [&](int thread) {
    float *own = scratch.data() + static_cast<int64_t>(thread) * scratch_size;
    for (size_t run; (run = next.fetch_add(1, std::memory_order_relaxed)) < runs;) {
      for (size_t i = pieces.runs[run]; i < pieces.runs[run + 1]; ++i) {
        run_piece(pieces.pieces[i], works[pieces.pieces[i].parameter], own, clears);
      }
    }
  });
}

CTStepPlan ct_step_plan_create(void) { return new (std::nothrow) CTStepPlanState; }

void ct_step_plan_release(CTStepPlan plan) { delete plan; }

bool ct_step_plan_run(CTStepPlan plan, const CTStepWork *works, size_t count,
                      const CTStepSettings *groups, double gradientScale, bool clearGradients,
                      int threads, CTParallelLoop loop) {
  try {
    plan->run(works, count, groups, gradientScale, clearGradients, threads, loop);
    return true;
  } catch (const std::bad_alloc &) {
    plan->extents.clear(); // so that the next run cuts anew
    return false;
  }
}
