public import Settings
public import Torch
public import TorchNN
public import TorchOptimizers
import TorchVision

extension RunConfiguration {
  /// The optimizer of this run for what of `network` is trained.
  ///
  /// Parameters with a learning rate or a weight decay of their own are groups of their own: with the same chain, and the
  /// same factor of the schedule.
  public func makeOptimizer(for network: any Module) -> Optimizer {
    makeOptimizer(
      groups(of: network.trainedParameters, in: network),
      head: (network as? any ImageClassifier)?.classifierPrefix)
  }

  /// The optimizer of this run for `parameters`, all at its learning rate.
  public func makeOptimizer(for parameters: [Named<Parameter>]) -> Optimizer {
    makeOptimizer([
      ParameterGroup(
        rate: course.learningRate, decay: optimizer.weightDecay, parameters: parameters)
    ])
  }

  private func makeOptimizer(_ groups: [ParameterGroup], head: String? = nil) -> Optimizer {
    precondition(
      own.optimizer == nil, "the program makes the optimizer \(optimizerWords) itself")
    let clipping = wrapping.clipNorm.map { [GlobalNormClipping($0)] } ?? []
    // Also of Ranger, whose own slow weights a run has as its default.
    let slowWeights = wrapping.lookahead.map { [$0] } ?? []
    return Optimizer(
      groups.flatMap { group in
        named(decay: group.decay, head: head).chains(for: group.parameters).map {
          Optimizer.Group(
            $0.parameters, learningRate: group.rate, $0.chain, following: slowWeights)
        }
      }, preceding: clipping)
  }

  /// The optimizer with the decay of a group, told which layer is the last one where that matters to it.
  private func named(decay: Double, head: String?) -> any NamedOptimizer {
    var settings = optimizer
    settings.weightDecay = decay
    guard case .muon(var muon) = settings, let head else { return settings.value }
    muon.heads = [head]
    return muon
  }
}
