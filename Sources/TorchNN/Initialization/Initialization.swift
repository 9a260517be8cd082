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

  /// Normal with deviation `√(2 / fanOut)`, `fanOut = O·k1·k2` for a weight `[O, I, k1, k2]`: what
  /// torchvision gives the convolutions of its residual networks.
  public static func heNormal(_ shape: [Int], using generator: Generator) -> Tensor {
    let fanOut = shape.dropFirst(2).reduce(shape[0], *)
    return .normal(shape, deviation: (2 / Double(fanOut)).squareRoot(), using: generator)
  }
}
