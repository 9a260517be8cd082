extension OptimizerName {
  /// The options that only some optimizers have, and this one has.
  public var ownOptions: [OptionName] {
    switch self {
    case .sgd, .sgdw: [.momentum, .momentumForm, .dampening, .nesterov]
    case .adam, .adamw: [.beta1, .beta2, .epsilon, .amsgrad]
    case .adagrad: [.epsilon]
    case .rmsprop: [.momentum, .epsilon, .alpha, .centered]
    case .adadelta: [.epsilon, .rho]
    case .nadam: [.beta1, .beta2, .epsilon, .momentumDecay]
    case .radam, .adabelief, .lamb, .ranger: [.beta1, .beta2, .epsilon]
    case .lion: [.beta1, .beta2]
    }
  }

  /// The optimizers that have an option of their own.
  public static func having(_ option: OptionName) -> [OptimizerName] {
    allCases.filter { $0.ownOptions.contains(option) }
  }
}
