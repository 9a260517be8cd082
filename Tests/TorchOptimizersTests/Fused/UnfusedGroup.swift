import Torch
import TorchOptimizers

extension Optimizer.Group {
  /// The same group, whose steps its chain makes.
  var unfused: Optimizer.Group {
    Optimizer.Group(
      parameters, learningRate: learningRate,
      (chain.isEmpty ? [WeightDecay(0)] : chain).map { Unfused($0) }, following: following)
  }
}
