public import Settings
public import Torch
public import TorchNN
public import TorchOptimizers
import TorchVision

extension RunConfiguration {
  /// The optimizer of this run for what of `network` is trained.
  ///
  /// With a learning rate of its own, the classifier is a group of its own: with the same chain, and
  /// the same factor of the schedule.
  public func makeOptimizer(for network: any Module) -> Optimizer {
    let parameters = network.trainedParameters
    guard let classifierLearningRate = fineTuning.classifierLearningRate,
      let prefix = (network as? any ImageClassifier)?.classifierPrefix
    else { return makeOptimizer(for: parameters) }
    return makeOptimizer([
      (parameters.filter { !$0.name.hasPrefix(prefix) }, course.learningRate),
      (parameters.filter { $0.name.hasPrefix(prefix) }, classifierLearningRate),
    ])
  }

  /// The optimizer of this run for `parameters`, all at its learning rate.
  public func makeOptimizer(for parameters: [Named<Parameter>]) -> Optimizer {
    makeOptimizer([(parameters, course.learningRate)])
  }

  private func makeOptimizer(
    _ groups: [(parameters: [Named<Parameter>], learningRate: Double)]
  ) -> Optimizer {
    precondition(
      own.optimizer == nil, "the program makes the optimizer \(optimizerWords) itself")
    let clipping = wrapping.clipNorm.map { [GlobalNormClipping($0)] } ?? []
    // Also of Ranger, whose own slow weights a run has as its default.
    let slowWeights = wrapping.lookahead.map { [$0] } ?? []
    return Optimizer(
      groups.filter { !$0.parameters.isEmpty }.flatMap { group in
        optimizer.value.chains(for: group.parameters).map {
          Optimizer.Group(
            $0.parameters, learningRate: group.learningRate, $0.chain, following: slowWeights)
        }
      }, preceding: clipping)
  }
}
