/// The optimizers, by the names they have on the command line.
///
/// Each is a value in a file of this folder, which says what it is.
public enum OptimizerName: String, CaseIterable, Codable, Hashable, Sendable {
  case sgd, sgdw, adam, adamw, adagrad, rmsprop, adadelta, nadam, radam, adabelief, lion, lamb,
    ranger, muon

  /// The optimizer with the numbers that the command begins with.
  public var usual: OptimizerSettings {
    switch self {
    case .sgd: .sgd(.usual)
    case .sgdw: .sgdw(.usual)
    case .adam: .adam(Adam())
    case .adamw: .adamw(AdamW())
    case .adagrad: .adagrad(Adagrad())
    case .rmsprop: .rmsprop(RMSprop())
    case .adadelta: .adadelta(Adadelta())
    case .nadam: .nadam(NAdam())
    case .radam: .radam(RAdam())
    case .adabelief: .adabelief(AdaBelief())
    case .lion: .lion(Lion())
    case .lamb: .lamb(LAMB())
    case .ranger: .ranger(Ranger())
    case .muon: .muon(Muon())
    }
  }
}

/// An optimizer with its settings.
public enum OptimizerSettings: Hashable, Sendable {
  case sgd(SGD)
  case sgdw(SGDW)
  case adam(Adam)
  case adamw(AdamW)
  case adagrad(Adagrad)
  case rmsprop(RMSprop)
  case adadelta(Adadelta)
  case nadam(NAdam)
  case radam(RAdam)
  case adabelief(AdaBelief)
  case lion(Lion)
  case lamb(LAMB)
  case ranger(Ranger)
  case muon(Muon)

  package var value: any ListedOptimizer {
    switch self {
    case .sgd(let own): own
    case .sgdw(let own): own
    case .adam(let own): own
    case .adamw(let own): own
    case .adagrad(let own): own
    case .rmsprop(let own): own
    case .adadelta(let own): own
    case .nadam(let own): own
    case .radam(let own): own
    case .adabelief(let own): own
    case .lion(let own): own
    case .lamb(let own): own
    case .ranger(let own): own
    case .muon(let own): own
    }
  }
}
