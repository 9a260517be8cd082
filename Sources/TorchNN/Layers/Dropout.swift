public import Torch

/// Sets elements to zero at random while training, and scales the others so that means stay.
///
/// The masks come from the module's own generator, so a run that saves its state repeats them.
/// Source: Srivastava et al., "Dropout", JMLR 2014, https://jmlr.org/papers/v15/srivastava14a.html.
public final class Dropout: Layer, ModeDependent {
  /// Where the masks come from.
  public let generator: Generator
  /// Whether elements are dropped.
  public var isTraining = true
  private let probability: Double

  /// Drops elements with `probability`, in [0, 1].
  public init(_ probability: Double = 0.5, using generator: Generator) {
    expect(
      (0...1).contains(probability), "probability: expected 0 to 1, found \(probability)")
    (self.probability, self.generator) = (probability, generator)
  }

  /// Any shape to the same shape.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    guard isTraining, probability > 0 else { return x }
    guard probability < 1 else { return x * 0 }
    let mask = x.bernoulliLike(1 - probability, using: generator)
    return x * withoutGrad { mask / (1 - probability) }
  }
}
