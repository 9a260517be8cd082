public import Torch

/// Layers one after another, named by their position: `0.weight`, `1.weight`, ….
public final class Sequential: Layer, Container {
  /// The layers in the order in which they are applied.
  public let layers: [any Layer]

  /// The composition of `layers`, the first applied first.
  public init(_ layers: [any Layer]) { self.layers = layers }

  /// The composition of `layers`, the first applied first.
  public convenience init(_ layers: any Layer...) { self.init(layers) }

  /// Applies the layers in order.
  public func callAsFunction(_ x: Tensor) -> Tensor { layers.reduce(x) { $1($0) } }
}
