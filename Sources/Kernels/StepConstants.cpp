// From settings to constants: everything that is the same for all elements, in double, cast once.
#include "StepConstants.h"

namespace ct {
namespace {

#include "Vectors.h"
// Of the rules, what is no arithmetic of kernels.
#include "Rules.h"

struct Facts {
  int slots;
  void (*prepare)(const CTStepSettings &settings, double step, StepConstants &constants);
};

template <int... rules> const Facts &facts_of(CTRule rule, Rules<int, rules...>) {
  static constexpr Facts all[] = {
      {Rule<static_cast<CTRule>(rules)>::slots, Rule<static_cast<CTRule>(rules)>::prepare}...};
  static_assert(sizeof all == CT_RULE_COUNT * sizeof all[0]);
  return all[rule];
}

} // namespace

StepConstants constants_of(const CTStepSettings &settings, double gradient_scale, int64_t step) {
  auto f = [](double value) { return static_cast<float>(value); };
  StepConstants result{.gradientStrength = settings.gradientStrength,
                       .updateStrength = settings.updateStrength,
                       .leastDeviation = settings.leastDeviation,
                       .gradientScale = f(gradient_scale),
                       .decayBefore = f(settings.decayBefore),
                       .decayAfter = f(settings.decayAfter),
                       .decoupledBefore = f(settings.decoupledBefore),
                       .decoupledAfter = f(settings.decoupledAfter),
                       .learningRate = f(settings.learningRate),
                       .decay1 = f(settings.decay1),
                       .weight1 = f(1 - settings.decay1),
                       .decay2 = f(settings.decay2),
                       .weight2 = f(1 - settings.decay2),
                       .gradientShare = f(settings.gradientShare),
                       .velocityShare = f(settings.velocityShare),
                       .rootOffset = f(settings.epsilon)};
  facts_of(settings.rule, AllRules{}).prepare(settings, static_cast<double>(step), result);
  return result;
}

} // namespace ct

int ct_slot_count(CTRule rule) {
  bool is_one = rule >= 0 && rule < CT_RULE_COUNT;
  return is_one ? ct::facts_of(rule, ct::AllRules{}).slots : -1;
}
