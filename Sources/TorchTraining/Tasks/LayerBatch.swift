public import Torch
public import TorchNN

/// Some examples for a network that makes one tensor of another.
public protocol LayerBatch: TrainingBatch {
  /// What the network sees, `[N, …]`, where the network is.
  var input: Tensor { get }
  /// The mean loss over the examples, a single number to be differentiated.
  func loss(of network: any Layer) -> Tensor
}

extension LayerBatch {
  /// The mean loss over the examples; traps unless the network is a layer.
  public func loss(of network: any Module) -> Tensor { loss(of: network.asLayer) }
}

extension Module {
  /// This network as one that makes one tensor of another; traps for those that do not.
  ///
  /// A task whose ``TrainingTask/makeNetwork(for:)`` gives a layer is given that one back.
  public var asLayer: any Layer {
    guard let layer = self as? any Layer else {
      preconditionFailure("expected a network that is a layer, found \(type(of: self))")
    }
    return layer
  }
}
