import Torch
import TorchOptimizers

/// The factor on the loss of a training in fp16, which keeps small gradients from becoming zero on their way.
///
///     s ← s/2    after a step whose gradients overflow
///     s ← 2·s    after 2000 steps in a row without
///
/// It starts at 65536. A power of two changes no digit of a gradient: where nothing overflows, a step is
/// that of the loss itself. The numbers are those of PyTorch's `torch.amp.GradScaler`. Source: Micikevicius
/// et al., "Mixed Precision Training", ICLR 2018, https://arxiv.org/abs/1710.03740, section 3.2.
public struct LossScale: Codable, Hashable, Sendable {
  /// What the loss is multiplied by.
  public private(set) var factor: Double
  /// The steps in a row that have not overflowed since it last changed.
  public private(set) var steadySteps = 0
  /// The steps of this epoch that were left out, since their gradients had overflowed.
  public internal(set) var overflowedSteps = 0

  /// How many steps in a row double the factor.
  static let interval = 2000
  /// Below this no gradient overflows because of the factor.
  static let least = 1.0 / 65536

  /// A scale at its start.
  public init() { factor = 65536 }

  /// A scale that has come to `factor`.
  init(factor: Double) { self.factor = factor }

  /// Notes a step.
  mutating func stepEnds(overflowed: Bool) {
    if overflowed {
      factor /= 2
      steadySteps = 0
      overflowedSteps += 1
    } else if steadySteps + 1 < Self.interval {
      steadySteps += 1
    } else {
      // Gradients are float32, and so is what they are multiplied by.
      if Float(factor * 2).isFinite { factor *= 2 }
      steadySteps = 0
    }
  }

  /// Whether a training can have come to this.
  var isPossible: Bool {
    Float(factor).isFinite && factor >= Self.least / 2 && factor.significand == 1
      && (0..<Self.interval).contains(steadySteps) && overflowedSteps >= 0
  }
}

/// The gradients of a step with a scaled loss are not finite: the step is left out.
struct GradientOverflow: Error {
  /// The step's loss, which is finite.
  var loss: Double
}

extension Optimizer {
  /// Divides all gradients by what their loss was multiplied by, and says whether they were finite.
  func unscaleGradients(by factor: Double) -> Bool {
    withoutGrad {
      let gradients = groups.flatMap(\.parameters).compactMap { parameter -> Tensor? in
        guard let gradient = parameter.value.grad, gradient.isSparse else {
          return parameter.value.grad
        }
        let dense = gradient.toDense()
        parameter.value.grad = dense
        return dense
      }
      return Foreach.multiplyFinite(gradients, by: 1 / factor)
    }
  }
}
