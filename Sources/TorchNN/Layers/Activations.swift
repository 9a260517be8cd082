public import Torch

// Each maps any shape to the same shape, element by element unless it says otherwise.

/// `max(x, 0)`.
public final class ReLU: Layer {
  /// The function.
  public init() {}

  /// The function of `x`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.relu() }
}

/// `min(max(x, 0), 6)`.
///
/// Source: Krizhevsky, "Convolutional Deep Belief Networks on CIFAR-10", 2010, https://www.cs.toronto.edu/~kriz/conv-cifar10-aug2010.pdf.
public final class ReLU6: Layer {
  /// The function.
  public init() {}

  /// The function of `x`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.relu6() }
}

/// `x` where positive, else `slope · x`.
public final class LeakyReLU: Layer {
  private let slope: Double

  /// The function with this `slope`.
  public init(_ slope: Double = 0.01) { self.slope = slope }

  /// The function of `x`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.leakyReLU(slope) }
}

/// `x` where positive, else `alpha · (eˣ − 1)`.
public final class ELU: Layer {
  private let alpha: Double

  /// The function with this `alpha`.
  public init(_ alpha: Double = 1) { self.alpha = alpha }

  /// The function of `x`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.elu(alpha) }
}

/// `x · Φ(x)` with the normal distribution function, or its approximation by `tanh`.
public final class GELU: Layer {
  private let approximate: String

  /// The function with this `approximate`.
  public init(approximate: String = "none") { self.approximate = approximate }

  /// The function of `x`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.gelu(approximate: approximate) }
}

/// `x · sigmoid(x)`.
public final class SiLU: Layer {
  /// The function.
  public init() {}

  /// The function of `x`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.silu() }
}

/// `x · min(max(x + 3, 0), 6) / 6`.
public final class Hardswish: Layer {
  /// The function.
  public init() {}

  /// The function of `x`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.hardswish() }
}

/// `1 / (1 + e⁻ˣ)`.
public final class Sigmoid: Layer {
  /// The function.
  public init() {}

  /// The function of `x`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.sigmoid() }
}

/// The hyperbolic tangent.
public final class Tanh: Layer {
  /// The function.
  public init() {}

  /// The function of `x`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.tanh() }
}

/// `log(1 + eˣ)`.
public final class Softplus: Layer {
  /// The function.
  public init() {}

  /// The function of `x`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.softplus() }
}

/// Exponentials along a dimension, scaled to the sum 1.
public final class Softmax: Layer {
  private let dim: Int

  /// The function with this `dim`.
  public init(_ dim: Int = -1) { self.dim = dim }

  /// The function of `x`.
  public func callAsFunction(_ x: Tensor) -> Tensor { x.softmax(dim) }
}
