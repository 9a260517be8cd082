import CTorch

/// What the parameters of one group share in one fused step.
///
///     a = s·g + decayBefore·w
///     a = a − gradientStrength·mean(a) + decayAfter·w
///     u = rule(a) + decoupledBefore·w
///     u = u − updateStrength·mean(u) + decoupledAfter·w
///     w = w − learningRate·u
///
/// `s` is the run's gradient scale and `w` the weight before the step.
package struct FusedStepSettings {
  /// How `u` is made of `a`.
  package enum Rule: Equatable, Sendable {
    /// `u = a`.
    case descent
    /// `m = decay·m + weight·a`, `u = gradientShare·a + velocityShare·m`.
    case momentum(
      decay: Double, firstWeight: Double, weight: Double, gradientShare: Double,
      velocityShare: Double)
    /// Adam's moments, with the correction of their bias.
    case adam(beta1: Double, beta2: Double, epsilon: Double)
    /// `s = s + a²`, `u = a/(√s + ε)`.
    case adagrad(epsilon: Double)
    /// `v = α·v + (1 − α)·a²`, `u = a/(√v + ε)`.
    case rmsprop(alpha: Double, epsilon: Double)
    /// The sign of `β₁·m + (1 − β₁)·a`, and `m = β₂·m + (1 − β₂)·a`.
    case lion(beta1: Double, beta2: Double)
  }

  /// How `u` is made of `a`.
  package var rule: Rule
  /// `η` of this step.
  package var learningRate = 0.0
  /// Coupled decay ahead of the centralization.
  package var decayBefore = 0.0
  /// Coupled decay behind it.
  package var decayAfter = 0.0
  /// Decoupled decay ahead of the update's centralization.
  package var decoupledBefore = 0.0
  /// Decoupled decay behind it.
  package var decoupledAfter = 0.0
  /// The share of the gradient's mean that is removed.
  package var gradientStrength = 0.0
  /// The share of the update's mean that is removed.
  package var updateStrength = 0.0

  /// Settings that do nothing yet but `rule`.
  package init(_ rule: Rule) { self.rule = rule }

  var inC: CTStepSettings {
    var result = CTStepSettings()
    result.learningRate = learningRate
    (result.decayBefore, result.decayAfter) = (decayBefore, decayAfter)
    (result.decoupledBefore, result.decoupledAfter) = (decoupledBefore, decoupledAfter)
    (result.gradientStrength, result.updateStrength) = (gradientStrength, updateStrength)
    switch rule {
    case .descent: result.rule = CT_RULE_DESCENT
    case .momentum(let decay, let firstWeight, let weight, let gradientShare, let velocityShare):
      result.rule = CT_RULE_MOMENTUM
      result.decay1 = decay
      (result.firstGradientWeight, result.gradientWeight) = (firstWeight, weight)
      (result.gradientShare, result.velocityShare) = (gradientShare, velocityShare)
    case .adam(let beta1, let beta2, let epsilon):
      result.rule = CT_RULE_ADAM
      (result.decay1, result.decay2, result.epsilon) = (beta1, beta2, epsilon)
    case .adagrad(let epsilon):
      result.rule = CT_RULE_ADAGRAD
      result.epsilon = epsilon
    case .rmsprop(let alpha, let epsilon):
      result.rule = CT_RULE_RMSPROP
      (result.decay1, result.epsilon) = (alpha, epsilon)
    case .lion(let beta1, let beta2):
      result.rule = CT_RULE_LION
      (result.decay1, result.decay2) = (beta1, beta2)
    }
    return result
  }
}
