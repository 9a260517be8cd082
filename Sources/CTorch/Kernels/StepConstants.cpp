// From settings to constants: everything that is the same for all elements, in double, cast once.
#include "StepConstants.h"

#include <cmath>

using namespace ct;

int ct::slot_count(CTRule rule) {
  return rule == CT_RULE_DESCENT ? 0 : rule == CT_RULE_ADAM ? 2 : 1;
}

StepConstants ct::constants_of(const CTStepSettings &settings, double gradient_scale,
                               int64_t step) {
  double weight1 = 1 - settings.decay1, weight2 = 1 - settings.decay2, decay1 = settings.decay1;
  double root_factor = 1, root_offset = settings.epsilon;
  if (settings.rule == CT_RULE_MOMENTUM) {
    weight1 = step == 1 ? settings.firstGradientWeight : settings.gradientWeight;
  } else if (settings.rule == CT_RULE_ADAGRAD) {
    decay1 = weight1 = 1;
  } else if (settings.rule == CT_RULE_ADAM) {
    // (√v / √bias2 + epsilon) bias1, multiplied out
    auto steps = static_cast<double>(step);
    double bias1 = 1 - std::pow(settings.decay1, steps), bias2 = 1 - std::pow(settings.decay2, steps);
    root_factor = bias1 / std::sqrt(bias2);
    root_offset = settings.epsilon * bias1;
  }
  auto f = [](double value) { return static_cast<float>(value); };
  return {.gradientStrength = settings.gradientStrength,
          .updateStrength = settings.updateStrength,
          .gradientScale = f(gradient_scale),
          .decayBefore = f(settings.decayBefore),
          .decayAfter = f(settings.decayAfter),
          .decoupledBefore = f(settings.decoupledBefore),
          .decoupledAfter = f(settings.decoupledAfter),
          .learningRate = f(settings.learningRate),
          .decay1 = f(decay1),
          .weight1 = f(weight1),
          .decay2 = f(settings.decay2),
          .weight2 = f(weight2),
          .gradientShare = f(settings.gradientShare),
          .velocityShare = f(settings.velocityShare),
          .rootFactor = f(root_factor),
          .rootOffset = f(root_offset)};
}
