public import Torch

/// Removes from each weight's gradient its mean over the inputs of each output unit.
///
/// For every output unit `i` with `M` inputs:
///
///     u[i] ← u[i] − (1/M) Σⱼ u[i, j]
///
/// Which elements are the inputs is read from the parameter's ``Torch/Parameter/fanIn``; nothing is
/// guessed from a shape. Biases, gains, embeddings, positions and tokens have no inputs and are left
/// alone, and so is a weight with one input per unit, whose gradient would become zero.
///
/// The place in the chain chooses the variant:
///
/// | chain | meaning | keeps `1ᵀw` |
/// |---|---|---|
/// | decay, centralization, momentum | the authors' `SGD_GC` | yes |
/// | centralization, decay, momentum | the decay keeps its mean | no |
/// | decay, centralization, Adam | the authors' `Adam_GC` | no |
/// | decay, Adam, centralization | on the update | yes |
///
/// Half-precision updates are centralized in float32 and rounded once. Keeps no state.
///
/// Source: Yong et al., "Gradient Centralization: A New Optimization Technique for Deep Neural
/// Networks", ECCV 2020, equation 1, https://arxiv.org/abs/2004.01461.
public struct GradientCentralization: GradientTransform {
  /// Which weights are centralized.
  public enum Scope: String, Hashable, Sendable {
    /// Every weight that has inputs: the authors' `GC`.
    case all
    /// Convolutions of any rank only: the authors' `GCC`.
    case convolutions
  }

  /// `gradientCentralization`.
  public var name: String { "gradientCentralization" }

  /// Which weights are centralized.
  public let scope: Scope

  /// Centralizes the weights in `scope`.
  public init(_ scope: Scope = .all) { self.scope = scope }

  /// `u − mean(u)` for the weights in scope.
  public func transform(_ updates: inout [Tensor], in context: TransformContext) {
    for (i, parameter) in context.parameters.enumerated() {
      if case .centralized(let fanIn) = verdict(on: parameter) {
        updates[i] = updates[i].centralized(over: fanIn)
      }
    }
  }
}

extension GradientCentralization {
  /// What is done to a parameter, and why.
  public enum Verdict: Hashable, Sendable {
    /// Its mean over these inputs is removed.
    case centralized(FanIn)
    /// It is left alone, for this reason.
    case untouched(String)
  }

  /// What is done to `parameter`, and why.
  public func verdict(on parameter: Parameter) -> Verdict {
    switch parameter.role {
    case .bias: .untouched("a bias has no inputs")
    case .gain: .untouched("a gain has no inputs")
    case .embedding: .untouched("an embedding is looked up, not summed over")
    case .position: .untouched("a position is looked up, not summed over")
    case .token: .untouched("a token is itself an input")
    case .weight(let fanIn): verdict(on: fanIn, of: parameter.shape)
    }
  }

  private func verdict(on fanIn: FanIn, of shape: [Int]) -> Verdict {
    if fanIn.count(in: shape) <= 1 {
      return .untouched("one input per output unit: the gradient would become zero")
    }
    if scope == .convolutions && fanIn.kind != .convolution {
      return .untouched("not a convolution")
    }
    return .centralized(fanIn)
  }
}
