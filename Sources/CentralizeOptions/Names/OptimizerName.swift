/// The optimizers, by the names they have on the command line.
public enum OptimizerName: String, CaseIterable, Codable, Hashable, Sendable {
  /// Stochastic gradient descent with momentum and coupled weight decay.
  case sgd
  /// Adam with coupled weight decay.
  case adam
  /// Adam with decoupled weight decay.
  case adamw
  /// Adagrad with coupled weight decay and no decay of the rate.
  case adagrad

  /// One line for people who choose an optimizer.
  public var summary: String {
    switch self {
    case .sgd: "stochastic gradient descent with momentum, coupled weight decay"
    case .adam: "Adam, coupled weight decay"
    case .adamw: "Adam, decoupled weight decay"
    case .adagrad: "Adagrad, coupled weight decay, no decay of the rate"
    }
  }

  /// The learning rate when none is given.
  public var defaultLearningRate: Double {
    switch self {
    case .sgd: 0.1
    case .adam, .adamw: 0.001
    case .adagrad: 0.01
    }
  }

  /// The ε of the denominator when none is given; `nil` where there is no denominator.
  public var defaultEpsilon: Double? {
    switch self {
    case .sgd: nil
    case .adam, .adamw: 1e-8
    case .adagrad: 1e-10
    }
  }

  /// Whether weight decay is subtracted from the weight itself, outside the gradient.
  public var decouplesWeightDecay: Bool {
    self == .adamw
  }

  /// The options that only some optimizers have, and this one has.
  public var ownOptions: [OptionName] {
    switch self {
    case .sgd: [.momentum, .dampening, .nesterov]
    case .adam, .adamw: [.beta1, .beta2, .epsilon]
    case .adagrad: [.epsilon]
    }
  }
}
