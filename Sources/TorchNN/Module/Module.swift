public import Torch

/// A part of a network: an object whose stored properties hold parameters, buffers and modules.
///
/// A module is a final class without a base class. Its parts are found by reflection, by type, in
/// the order of their declaration, through arrays and optionals; their names are the properties'
/// names, dotted, in snake case: `layer1.0.conv1.weight`, `bn1.running_mean`. So the keys equal
/// PyTorch's where the properties are named alike.
///
///     final class Perceptron: Layer {
///       let hidden: Linear, output: Linear
///       init(using generator: Generator) {
///         hidden = Linear(784, 100, using: generator)
///         output = Linear(100, 10, using: generator)
///       }
///       func callAsFunction(_ x: Tensor) -> Tensor { output(hidden(x).relu()) }
///     }
public protocol Module: AnyObject {}

/// A module that maps one tensor to one tensor.
public protocol Layer: Module {
  /// The layer's output for the input `x`.
  func callAsFunction(_ x: Tensor) -> Tensor
}

/// A module whose parts are named by their position alone, as in `layer1.0.conv1`.
public protocol Container: Module {}

/// A module that behaves differently while it trains.
public protocol ModeDependent: Module {
  /// Whether the module is being trained rather than evaluated.
  var isTraining: Bool { get set }
}
