/// The optimizers, by the names they have on the command line.
public enum OptimizerName: String, CaseIterable, Codable, Hashable, Sendable {
  /// Stochastic gradient descent with momentum and coupled weight decay.
  case sgd
  /// Stochastic gradient descent with momentum and decoupled weight decay.
  case sgdw
  /// Adam with coupled weight decay.
  case adam
  /// Adam with decoupled weight decay.
  case adamw
  /// Adagrad with coupled weight decay and no decay of the rate.
  case adagrad
  /// RMSprop with coupled weight decay.
  case rmsprop
  /// Adadelta with coupled weight decay.
  case adadelta
  /// Adam with Nesterov's momentum and coupled weight decay.
  case nadam
  /// Rectified Adam with coupled weight decay.
  case radam
  /// AdaBelief with coupled weight decay.
  case adabelief
  /// Lion with decoupled weight decay.
  case lion
  /// Adam scaled to the length of each parameter, weight decay included.
  case lamb
  /// Rectified Adam with decoupled weight decay and slow weights.
  case ranger

  /// One line for people who choose an optimizer.
  public var summary: String {
    switch self {
    case .sgd: "stochastic gradient descent with momentum"
    case .sgdw: "the same, its decay apart from the momentum"
    case .adam: "means of gradients over roots of mean squares"
    case .adamw: "the same, its decay apart from the scaling"
    case .adagrad: "gradients over the root of the sum of their squares"
    case .rmsprop: "gradients over the root of their mean square"
    case .adadelta: "RMSprop in the units of the weights"
    case .nadam: "Adam with Nesterov's momentum"
    case .radam: "Adam that divides only once its mean square can be trusted"
    case .adabelief: "means of gradients over how far gradients stray from them"
    case .lion: "the sign of a mean of gradients: steps of one size"
    case .lamb: "Adam scaled to the length of each parameter, for large batches"
    case .ranger: "RAdam with slow weights (--lookahead)"
    }
  }

  /// Where its weight decay acts.
  public var decayForm: DecayForm {
    switch self {
    case .sgd, .adam, .adagrad, .rmsprop, .adadelta, .nadam, .radam, .adabelief: .coupled
    case .sgdw, .adamw, .lion, .ranger: .decoupled
    case .lamb: .scaled
    }
  }
}
