import Foundation
public import Torch

/// Watches what centralization does to each weight: whether `1ᵀw` stays where it is promised to, and
/// how much of the gradient's and of the update's energy its mean holds.
///
///     let monitor = CentralizationMonitor(optimizer)
///     loss.backward()
///     for reading in monitor.read() where reading.isBroken { print(reading) }
///     optimizer.step()
///
/// A reading costs about as much as a few steps by the chain, and changes nothing.
public final class CentralizationMonitor {
  private struct Watched {
    let parameter: Named<Parameter>
    let fanIn: FanIn
    var initialSums: Tensor
    var isPromised = true
  }

  private let optimizer: Optimizer
  private var watched: [Watched]

  /// Watches weights of `optimizer`, which are now at `w⁰`.
  ///
  /// - Parameters:
  ///   - optimizer: what changes them.
  ///   - given: has the weights watched that it would centralize; `nil` for those that the optimizer's
  ///     chain centralizes, or, where the chain centralizes nothing, every weight that it could.
  public init(_ optimizer: Optimizer, watching given: GradientCentralization? = nil) {
    self.optimizer = optimizer
    watched = optimizer.parts.flatMap { part in
      let link = given ?? part.chain.centralization ?? GradientCentralization()
      return part.state.parameters.compactMap { parameter -> Watched? in
        guard let fanIn = link.fanIn(of: parameter.value) else { return nil }
        return Watched(
          parameter: parameter, fanIn: fanIn,
          initialSums: withoutGrad { parameter.value.sums(over: fanIn) })
      }
    }
  }

  /// Measures, with the gradients of the step to come.
  public func read() -> [CentralizationReading] {
    withoutGrad {
      let previews = Dictionary(
        optimizer.previewStep().map { ($0.parameter.name, $0) }, uniquingKeysWith: { a, _ in a })
      return watched.indices.map { index in
        if !optimizer.keepsWeightMean(of: watched[index].parameter.value) {
          watched[index].isPromised = false
        }
        return reading(of: watched[index], previews[watched[index].parameter.name])
      }
    }
  }

  /// The share of the gradient's energy that its mean holds, `‖g − Φg‖²/‖g‖²`, in [0, 1], of each
  /// watched weight that has a gradient: a reading's ``CentralizationReading/gradientShare``, without
  /// what the chain would make of it.
  public func gradientShares() -> [Named<Double>] {
    withoutGrad {
      watched.compactMap { watched in
        watched.parameter.value.grad.map {
          Named(watched.parameter.name, $0.asUpdate.shareOfMean(over: watched.fanIn))
        }
      }
    }
  }

  private func reading(of watched: Watched, _ preview: StepPreview?) -> CentralizationReading {
    let weight = watched.parameter.value
    let drift = (weight.sums(over: watched.fanIn) - watched.initialSums).abs().max().item
    let size = weight.abs().sums(over: watched.fanIn).max().item
    let steps = Double(optimizer.steps(of: weight))
    return CentralizationReading(
      name: watched.parameter.name, drift: drift,
      tolerance: 8 * weight.dtype.rounding * (steps + 1).squareRoot() * size,
      isPromised: watched.isPromised,
      gradientNorm: preview.map { $0.gradient.to(.float64).norm().item },
      gradientShare: preview?.gradient.shareOfMean(over: watched.fanIn),
      updateShare: preview?.update.shareOfMean(over: watched.fanIn))
  }
}

extension CentralizationMonitor {
  /// A watched weight, as it is now and as it began.
  public struct WatchedWeight {
    /// The weight with its name.
    public let parameter: Named<Parameter>
    /// The elements that an output unit sums over.
    public let fanIn: FanIn
    /// `1ᵀw⁰` of each output unit, in float64.
    public let initialSums: Tensor
    /// `1ᵀw` of each output unit, in float64.
    public let sums: Tensor
    /// The largest `Σ|w|` of an output unit.
    public let size: Double
    /// Half the distance from 1 to the next number of the weight's type.
    public let rounding: Double
  }

  /// The watched weights, in the optimizer's order.
  public var weights: [WatchedWeight] {
    withoutGrad {
      watched.map { watched in
        let weight = watched.parameter.value
        return WatchedWeight(
          parameter: watched.parameter, fanIn: watched.fanIn, initialSums: watched.initialSums,
          sums: weight.sums(over: watched.fanIn),
          size: weight.abs().sums(over: watched.fanIn).max().item, rounding: weight.dtype.rounding)
      }
    }
  }

  /// The sums `1ᵀw⁰` by parameter name, to be saved with the run.
  public var state: [(name: String, tensor: Tensor)] {
    watched.map { ($0.parameter.name, $0.initialSums) }
  }

  /// Takes back what ``state`` gave, for a run that goes on.
  ///
  /// Returns the first name whose sums are missing or of another shape; nothing is changed then.
  public func restore(_ entries: [String: Tensor]) -> String? {
    for watched in watched
    where entries[watched.parameter.name]?.shape != watched.initialSums.shape {
      return watched.parameter.name
    }
    for index in watched.indices {
      if let sums = entries[watched[index].parameter.name] { watched[index].initialSums = sums }
    }
    return nil
  }
}

extension Optimizer {
  /// How many steps `parameter` has made.
  func steps(of parameter: Parameter) -> Int {
    for part in parts {
      if let index = part.state.parameters.firstIndex(where: { $0.value === parameter }) {
        return Int(part.state.steps[index])
      }
    }
    return 0
  }
}

extension Tensor {
  /// The sum over each output unit's inputs, in float64.
  func sums(over fanIn: FanIn) -> Tensor {
    to(.float64).meansOverInputs(fanIn) * Double(fanIn.count(in: shape))
  }

  /// The share of the squares' sum that each output unit's mean accounts for: what centralization
  /// removes, `‖u − Φu‖²/‖u‖²`, in [0, 1]; 0 where all is zero.
  func shareOfMean(over fanIn: FanIn) -> Double {
    let wide = to(.float64)
    let energy = (wide * wide).sum().item
    let means = wide.meansOverInputs(fanIn)
    let removed = (means * means).sum().item * Double(fanIn.count(in: shape))
    return energy > 0 ? Swift.min(removed / energy, 1) : 0
  }
}

extension DType {
  /// Half the distance from 1 to the next number.
  var rounding: Double {
    switch self {
    case .bfloat16: exp2(-8)
    case .float16: exp2(-11)
    case .float64: exp2(-53)
    default: exp2(-24)
    }
  }
}
