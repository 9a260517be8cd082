import CentralizeOptions
import TorchOptimizers

extension RunConfiguration {
  /// This run's optimizer, with the run's numbers.
  var namedOptimizer: any NamedOptimizer {
    let (decay, centralization) = (weightDecay, centralizationSetting)
    switch optimizer {
    case .sgd:
      return SGD(
        momentum: momentumFactor, form: momentumForm ?? .sum, dampening: dampening ?? 0,
        nesterov: nesterov ?? false, weightDecay: decay, centralization: centralization)
    case .sgdw:
      return SGDW(
        momentum: momentumFactor, form: momentumForm ?? .sum, dampening: dampening ?? 0,
        nesterov: nesterov ?? false, weightDecay: decay, centralization: centralization)
    case .adam: return Adam(adam, weightDecay: decay, centralization: centralization)
    case .adamw: return AdamW(adam, weightDecay: decay, centralization: centralization)
    case .adagrad:
      return Adagrad(
        AdagradScaling(epsilon: divisorGuard), weightDecay: decay, centralization: centralization)
    case .rmsprop:
      let scaling = RMSpropScaling(
        alpha: alpha ?? Self.defaultAlpha, epsilon: divisorGuard, centered: centered ?? false)
      return RMSprop(
        scaling, momentum: momentumFactor, weightDecay: decay, centralization: centralization)
    case .adadelta:
      let scaling = AdadeltaScaling(rho: rho ?? Self.defaultRho, epsilon: divisorGuard)
      return Adadelta(scaling, weightDecay: decay, centralization: centralization)
    case .nadam:
      let scaling = NAdamScaling(
        beta1: betas.0, beta2: betas.1, epsilon: divisorGuard,
        momentumDecay: momentumDecay ?? Self.defaultMomentumDecay)
      return NAdam(scaling, weightDecay: decay, centralization: centralization)
    case .radam: return RAdam(radam, weightDecay: decay, centralization: centralization)
    case .adabelief:
      let scaling = AdaBeliefScaling(beta1: betas.0, beta2: betas.1, epsilon: divisorGuard)
      return AdaBelief(scaling, weightDecay: decay, centralization: centralization)
    case .lion:
      return Lion(
        LionSign(beta1: betas.0, beta2: betas.1), weightDecay: decay,
        centralization: centralization)
    case .lamb: return LAMB(adam, weightDecay: decay, centralization: centralization)
    case .ranger: return Ranger(radam, weightDecay: decay, centralization: centralization)
    }
  }

  private var adam: AdamScaling {
    AdamScaling(
      beta1: betas.0, beta2: betas.1, epsilon: divisorGuard, amsgrad: amsgrad ?? false)
  }

  private var radam: RAdamScaling {
    RAdamScaling(beta1: betas.0, beta2: betas.1, epsilon: divisorGuard)
  }

  private var momentumFactor: Double { momentum ?? 0 }

  private var betas: (Double, Double) { (beta1 ?? 0.9, beta2 ?? 0.999) }

  private var divisorGuard: Double { epsilon ?? 1e-8 }
}
