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
///
/// A module whose keys are no properties' names, such as ``LSTM`` with its `weight_ih_l0`, says
/// them itself: it conforms to `CustomReflectable`, and the children of its mirror are its parts.
///
/// `print(module)` shows the tree of its parts.
public protocol Module: AnyObject, CustomStringConvertible {}

/// A module that maps one tensor to one tensor.
public protocol Layer: Module {
  /// The layer's output for the input `x`.
  func callAsFunction(_ x: Tensor) -> Tensor
}

/// A module whose properties add nothing to the names of its parts: they have the module's own
/// name, as a ``ClassToken``'s parameter, or are named by their position, as in `layer1.0.conv1`.
public protocol Container: Module {}

/// A module that behaves differently while it trains.
public protocol ModeDependent: Module {
  /// Whether the module is being trained rather than evaluated.
  var isTraining: Bool { get set }
}
