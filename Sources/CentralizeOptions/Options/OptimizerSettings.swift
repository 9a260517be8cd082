/// The options that only some optimizers have, as they were given or as a run has them.
package protocol OptimizerSettings {
  var momentum: Double? { get }
  var momentumForm: Momentum.Form? { get }
  var dampening: Double? { get }
  var nesterov: Bool? { get }
  var beta1: Double? { get }
  var beta2: Double? { get }
  var epsilon: Double? { get }
  var amsgrad: Bool? { get }
  var alpha: Double? { get }
  var centered: Bool? { get }
  var rho: Double? { get }
  var momentumDecay: Double? { get }
}

extension OptimizerSettings {
  /// Those of these options that have a value.
  var settings: [OptionName] {
    let all: [(OptionName, Bool)] = [
      (.momentum, momentum != nil), (.momentumForm, momentumForm != nil),
      (.dampening, dampening != nil), (.nesterov, nesterov != nil), (.beta1, beta1 != nil),
      (.beta2, beta2 != nil), (.epsilon, epsilon != nil), (.amsgrad, amsgrad != nil),
      (.alpha, alpha != nil), (.centered, centered != nil), (.rho, rho != nil),
      (.momentumDecay, momentumDecay != nil),
    ]
    return all.filter(\.1).map(\.0)
  }

  /// Checks that an optimizer has every option that has a value here.
  ///
  /// - Throws: `OptionsError.notOfOptimizer` that names the first it has not.
  package func checkSettings(of optimizer: OptimizerName) throws(OptionsError) {
    if let foreign = settings.first(where: { !optimizer.ownOptions.contains($0) }) {
      throw .notOfOptimizer(foreign, optimizer)
    }
  }
}

extension RunConfiguration: OptimizerSettings {}
extension TrainingOptions: OptimizerSettings {}
