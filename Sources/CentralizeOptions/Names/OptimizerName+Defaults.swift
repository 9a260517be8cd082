extension OptimizerName {
  /// The momentum when none is given; `nil` where there is none.
  public var defaultMomentum: Double? {
    switch self {
    case .sgd, .sgdw: 0.9
    case .rmsprop: 0
    default: nil
    }
  }

  /// The decay of the first moment when none is given; `nil` where there is none.
  public var defaultBeta1: Double? {
    guard ownOptions.contains(.beta1) else { return nil }
    return self == .ranger ? 0.95 : 0.9
  }

  /// The decay of the second moment when none is given; `nil` where there is none.
  public var defaultBeta2: Double? {
    guard ownOptions.contains(.beta2) else { return nil }
    return self == .lion ? 0.99 : 0.999
  }

  /// The ε of the denominator when none is given; `nil` where there is no denominator.
  public var defaultEpsilon: Double? {
    switch self {
    case .sgd, .sgdw, .lion: nil
    case .adam, .adamw, .nadam, .radam, .rmsprop: 1e-8
    case .adagrad: 1e-10
    case .adadelta, .lamb: 1e-6
    case .adabelief: 1e-16
    case .ranger: 1e-5
    }
  }

  /// The slow weights when none are given; `nil` where there are none.
  public var defaultLookahead: Lookahead? {
    self == .ranger ? Lookahead(steps: 6) : nil
  }
}
