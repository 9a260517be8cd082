public import Torch

/// What a link sees of the step being made.
public struct TransformContext {
  /// The parameters that have a gradient in this step.
  public let parameters: [Parameter]
  /// How many steps each parameter has made, this one included: at least 1.
  public let steps: [Int]
  /// The factor in [0, 1] on the strength of every centralization, from a `StepFactor`.
  public let centralizationFactor: Double

  private let state: OptimizerState
  private let indices: [Int]
  private let link: String
  private let slots: [String]
  private let wide = WideSlots()

  init(
    _ state: OptimizerState, ready indices: [Int], link: String, slots: [String],
    centralizationFactor: Double = 1
  ) {
    parameters = indices.map { state.parameters[$0].value }
    steps = indices.map { Int(state.steps[$0]) }
    (self.state, self.indices) = (state, indices)
    (self.link, self.slots) = (link, slots)
    self.centralizationFactor = centralizationFactor
  }

  /// The link's memory called `name`, a tensor for each parameter, of its shape: zeros at first, and
  /// then as the link left it.
  ///
  /// Traps where the link does not declare it among its ``GradientTransform/slots``.
  ///
  /// It has the parameter's type, or float32 where that is half precision: what the link leaves in
  /// it is then rounded once, when the link is done.
  public func slot(_ name: String) -> [Tensor] {
    state.slot(place(of: name), for: indices).map(wide.working)
  }

  /// What the link sees of the parameters at `places` alone, to be finished by itself.
  func part(_ places: [Int]) -> (places: [Int], context: TransformContext) {
    let part = TransformContext(
      state, ready: places.map { indices[$0] }, link: link, slots: slots,
      centralizationFactor: centralizationFactor)
    return (places, part)
  }

  /// The link's numbers called `name`, one for each parameter: `initial` at first, then as
  /// ``setNumbers(_:_:)`` left them.
  ///
  /// Traps where the link does not declare them.
  public func numbers(_ name: String, initially initial: Double) -> [Double] {
    state.numbers(place(of: name, ".scalar"), for: indices, initially: initial)
  }

  /// Keeps the link's numbers called `name`, one for each parameter.
  public func setNumbers(_ name: String, _ values: [Double]) {
    state.setNumbers(place(of: name, ".scalar"), for: indices, values)
  }

  private func place(of name: String, _ suffix: String = "") -> String {
    declaredPlace(of: name, suffix, in: link, slots)
  }

  /// Writes the slots that the link worked on in float32 back to where they are kept.
  func finish() { wide.writeBack() }
}

/// The name under which a link's memory is saved: what is not declared could not be restored.
func declaredPlace(
  of name: String, _ suffix: String = "", in link: String, _ slots: [String]
) -> String {
  expect(
    slots.contains(name + suffix),
    "the link \(link) uses the slot \(name + suffix), which is none of those that it declares: \(slots)"
  )
  return "\(link).\(name)"
}

/// Half-precision slots and the float32 copies that a link works on.
private final class WideSlots {
  private var pairs: [(stored: Tensor, working: Tensor)] = []

  func working(_ stored: Tensor) -> Tensor {
    guard stored.dtype.isHalf else { return stored }
    let working = stored.to(.float32)
    pairs.append((stored, working))
    return working
  }

  func writeBack() { for pair in pairs { pair.stored.load(pair.working) } }
}
