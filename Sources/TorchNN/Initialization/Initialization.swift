public import Torch

/// The distributions that initial weights come from; the same as PyTorch's defaults.
public enum Initialization {
  /// Uniform in `±√(1 / fanIn)`: what PyTorch gives linear and convolutional layers, weight and
  /// bias.
  ///
  /// It is He's uniform distribution with `a = √5`. Like PyTorch, a transposed convolution counts
  /// the second dimension of its weight as the inputs. Source: He et al., "Delving Deep into
  /// Rectifiers", ICCV 2015, https://arxiv.org/abs/1502.01852.
  public static func torchDefault(
    _ shape: [Int], fanIn: Int, using generator: Generator
  ) -> Tensor {
    let bound = (1 / Double(max(fanIn, 1))).squareRoot()
    return .uniform(shape, in: -bound..<bound, using: generator)
  }

  /// Uniform in `±√(6 / (I + O))` for a weight `[O, I]`: what PyTorch gives attention's projections.
  ///
  /// Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
  /// networks", AISTATS 2010, equation 16, https://proceedings.mlr.press/v9/glorot10a.html.
  public static func xavierUniform(_ shape: [Int], using generator: Generator) -> Tensor {
    let bound = (6 / Double(shape[0] + shape[1])).squareRoot()
    return .uniform(shape, in: -bound..<bound, using: generator)
  }

  /// What the deviation of a weight is made to keep the same from layer to layer.
  public enum Direction: Hashable, Sendable {
    /// The activations.
    case forward
    /// The gradients.
    case backward
  }

  /// Uniform in `±√(3 / n)` for a weight `[O, I, k1, k2]` with `n = I·k1·k2`.
  ///
  /// The deviation is `√(1 / n)`, as no activation follows. What torchvision gives a feature pyramid.
  public static func heUniform(_ shape: [Int], using generator: Generator) -> Tensor {
    let bound = (3 / Double(shape.dropFirst().reduce(1, *))).squareRoot()
    return .uniform(shape, in: -bound..<bound, using: generator)
  }

  /// Normal with deviation `√(2 / n)`, for a weight `[O, I, k1, k2]` with `n = O·k1·k2` backward, which
  /// torchvision gives the convolutions of its ResNet and VGG, and `n = I·k1·k2` forward, which it
  /// gives those of its DenseNet.
  ///
  /// Source: He et al., "Delving Deep into Rectifiers", ICCV 2015, equations 10 and 14,
  /// https://arxiv.org/abs/1502.01852.
  public static func heNormal(
    _ shape: [Int], _ direction: Direction = .backward, using generator: Generator
  ) -> Tensor {
    let count = shape.dropFirst(2).reduce(shape[direction == .backward ? 0 : 1], *)
    return .normal(shape, deviation: (2 / Double(count)).squareRoot(), using: generator)
  }
}
