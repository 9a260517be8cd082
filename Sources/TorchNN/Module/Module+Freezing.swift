public import Torch

/// What of a module is trained.
///
/// A frozen parameter has no gradient: nothing is recorded for it, so that no backward pass enters a
/// frozen beginning of a network. An optimizer is given ``trainedParameters``; weight decay would
/// change a frozen one.
///
///     network.freeze { $0.hasPrefix("features.") }
///     let optimizer = Optimizer(network.trainedParameters, learningRate: 0.01, SGD())
extension Module {
  /// The parameters that are not frozen.
  public var trainedParameters: [Named<Parameter>] { namedParameters.filter(\.value.requiresGrad) }

  /// Freezes the parameters whose names satisfy `isFrozen`, and the batch norms that they are in:
  /// those use their running statistics from now on, which stay as they are.
  ///
  /// - Parameter isFrozen: asked with the key in the state dict, as in `layer1.0.bn1.weight`.
  public func freeze(where isFrozen: (String) -> Bool) {
    for parameter in namedParameters where isFrozen(parameter.name) {
      parameter.value.requiresGrad = false
    }
    for batchNorm in batchNorms where isFrozen(batchNorm.name + ".running_mean") {
      batchNorm.value.isFrozen = true
    }
  }

  /// Freezes every batch norm: running statistics, gains and biases, as torchvision's
  /// `FrozenBatchNorm2d`.
  public func freezeBatchNorm() {
    for batchNorm in batchNorms {
      batchNorm.value.isFrozen = true
      batchNorm.value.weight?.requiresGrad = false
      batchNorm.value.bias?.requiresGrad = false
    }
  }

  /// Has everything trained again.
  public func unfreeze() {
    for parameter in parameters { parameter.requiresGrad = true }
    for batchNorm in batchNorms { batchNorm.value.isFrozen = false }
  }

  /// Has every batch norm take its mean and variance over the batches of all processes, which `total` adds up;
  /// with `nil` each of its own batch.
  package func normalizeTogether(_ total: ((Tensor) -> Tensor)?) {
    for batchNorm in batchNorms { batchNorm.value.total = total }
  }

  var batchNorms: [Named<BatchNorm>] { leaves(of: self) }
}
