public import Torch

/// Adds a multiple of the weight: `u ← u + λw`.
///
/// First in the chain it is L2 regularization, coupled with all that follows. Last in the chain it
/// is decoupled decay, `w ← w − η(u + λw)`. Source: Loshchilov and Hutter, "Decoupled Weight Decay
/// Regularization", ICLR 2019, https://arxiv.org/abs/1711.05101.
///
/// Before ``GradientCentralization`` the decay's mean is removed with the gradient's and each
/// output unit's weight mean stays for ever, as in the authors' code; after it, the mean decays.
public struct WeightDecay: GradientTransform {
  /// `weightDecay`.
  public var name: String { "weightDecay" }
  let factor: Double

  /// Decay by `factor`, at least 0.
  public init(_ factor: Double) {
    expect(factor >= 0, "weight decay: expected at least 0, found \(factor)")
    self.factor = factor
  }

  /// `u + λw`.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    for (i, parameter) in context.parameters.enumerated() {
      updates[i] = updates[i].adding(parameter, alpha: factor)
    }
  }

  /// `false`, unless the factor is 0: the weight has a mean.
  public func hasZeroMean(_ before: Bool, for parameter: Parameter) -> Bool {
    factor == 0 && before
  }
}
