import EngineProtocol
import CentralizeOptions
import Torch
import TorchNN
import TorchOptimizers
import TorchVision

/// The parameters of a network, with random gradients, that steps are timed on.
///
/// They lie contiguously, which is the layout that libtorch's fused steps are fastest on.
struct BenchmarkSubject {
  let network: OptimizerBenchmark.Network
  let parameters: [Named<Parameter>]
  let count: Int

  init(_ network: OptimizerBenchmark.Network, using generator: Generator) {
    self.network = network
    let model: any Layer =
      switch network {
      case .resnet50: ResNet(.resnet50, classes: 1000, using: generator)
      case .vgg11: VGG(.vgg11, classes: 1000, using: generator)
      }
    parameters = model.namedParameters
    count = parameters.map(\.value.count).reduce(0, +)
    for parameter in parameters {
      let gradient = parameter.value.emptyLike()
      gradient.load(.normal(parameter.value.shape, deviation: 1e-3, using: generator))
      parameter.value.grad = gradient.detached()
    }
  }

  var gradients: [Tensor] { parameters.compactMap(\.value.grad) }

  /// Zeros laid out like the parameters.
  func zeros() -> [Tensor] { withoutGrad { parameters.map { $0.value.zerosLike() } } }
}
