public import Torch

/// Takes the gradient not where the weights are but where, close by, the loss is highest.
///
///     e = ρ·g/‖g‖   with g = Φ(∇L(w)) over all parameters      then a step with ∇L(w + e), at w
///
/// Around any optimizer:
///
///     let sam = SharpnessAwareMinimization(optimizer, radius: 0.05, buffers: model.namedBuffers)
///     let loss = sam.step {
///       let loss = model(images).crossEntropy(labels)
///       loss.backward()
///       return loss.item
///     }
///
/// The radius is that of the centralized gradient, and the second gradient goes through the
/// optimizer's chain and is centralized there. The second pass leaves the running statistics as the
/// first one left them. The optimizer's state is all there is to save. Source: Foret et al.,
/// "Sharpness-Aware Minimization", ICLR 2021, https://arxiv.org/abs/2010.01412, algorithm 1.
public final class SharpnessAwareMinimization {
  /// What makes the steps.
  public let optimizer: Optimizer
  private let radius: Double
  private let centralization: GradientCentralization?
  private let buffers: [Tensor]

  /// SAM around `optimizer`.
  ///
  /// - Parameters:
  ///   - optimizer: makes the step with the second gradient.
  ///   - radius: `ρ`, above 0.
  ///   - centralization: what is centralized in the first gradient; the optimizer's own first
  ///     centralization by default, and nothing where it has none.
  ///   - buffers: the running statistics that the second pass shall leave alone.
  public init(
    _ optimizer: Optimizer, radius: Double = 0.05,
    centralization: GradientCentralization? = nil, buffers: [Named<Buffer>]
  ) {
    expect(radius > 0, "SAM radius: expected above 0, found \(radius)")
    (self.optimizer, self.radius) = (optimizer, radius)
    self.centralization = centralization
    self.buffers = buffers.map(\.value)
  }

  /// Makes one step, for which `closure` is called twice, and returns what it returned first.
  ///
  /// The closure computes a loss and its backward pass, on gradients that are cleared before each
  /// call. What it throws is thrown on, with the weights as they were.
  @discardableResult
  public func step<Loss, Failure: Error>(
    closure: () throws(Failure) -> Loss
  ) throws(Failure) -> Loss {
    optimizer.zeroGrad()
    let loss = try closure()
    let weights = perturb()
    let statistics = withoutGrad { buffers.map { $0.clone() } }
    defer {
      for (buffer, before) in zip(buffers, statistics) { buffer.load(before) }
      optimizer.zeroGrad()
    }
    optimizer.zeroGrad()
    do { _ = try closure() } catch {
      restore(weights)
      throw error
    }
    restore(weights)
    optimizer.step()
    return loss
  }

  /// Moves the weights by the radius along the gradient, and returns them as they were.
  private func perturb() -> [(parameter: Parameter, weight: Tensor)] {
    withoutGrad {
      let directions = optimizer.centralizedGradients(by: centralization)
      guard !directions.isEmpty else { return [] }
      let norm = Tensor.stacked(Foreach.norms(directions.map(\.gradient))).norm().item
      return directions.map { parameter, gradient in
        let weight = parameter.clone()
        parameter.add(gradient, alpha: radius / (norm + 1e-12))
        return (parameter, weight)
      }
    }
  }

  private func restore(_ weights: [(parameter: Parameter, weight: Tensor)]) {
    for (parameter, weight) in weights { parameter.load(weight) }
  }
}

extension Optimizer {
  /// The gradients, each centralized by `link` or else by the first centralization in its chain.
  func centralizedGradients(
    by link: GradientCentralization?
  ) -> [(parameter: Parameter, gradient: Tensor)] {
    parts.flatMap { part in
      part.state.parameters.compactMap { parameter in
        parameter.value.grad.map { gradient in
          let update = gradient.asUpdate
          guard let link = link ?? part.chain.centralization,
            let fanIn = link.fanIn(of: parameter.value)
          else { return (parameter.value, update) }
          let strength = link.strength * centralizationFactor
          return (parameter.value, link.centralized(update, fanIn, strength))
        }
      }
    }
  }
}
