public import Torch

/// One link of an optimizer's chain: turns gradients, or what earlier links made of them, into
/// updates.
///
/// A link is a value that holds its settings and no state. What it remembers between steps lies in
/// slots of the optimizer's state, so saving and restoring need no code here, and a fused
/// implementation of a whole chain finds the same state.
///
/// A link replaces the tensors in `updates`; it never writes to them. They may be the caller's
/// gradients or another link's memory. Updates of half-precision parameters come in float32, and so
/// do their slots.
public protocol GradientTransform: Sendable {
  /// The name under which the link's slots are saved.
  var name: String { get }

  /// The names of all slots that the link may keep, a number's followed by `.scalar`; none by default.
  var slots: [String] { get }

  /// Replaces `updates`, which stand in the order of `context.parameters`.
  func transform(_ updates: inout [Tensor], in context: TransformContext)

  /// Whether each output unit's update of `parameter` has mean zero after this link, in every step,
  /// when it had (`before`) ahead of it.
  ///
  /// From this the optimizer knows which chains keep `1ᵀw`. The default is that nothing is known.
  func hasZeroMean(_ before: Bool, for parameter: Parameter) -> Bool
}

extension GradientTransform {
  /// None.
  public var slots: [String] { [] }

  /// `false`: a link that does not say otherwise breaks the mean.
  public func hasZeroMean(_ before: Bool, for parameter: Parameter) -> Bool { false }
}

/// A link that multiplies all updates by one number.
protocol UpdateScaling: GradientTransform {
  /// The number for these updates, which are still to be multiplied by `scale` too.
  func factor(for updates: [Tensor], scaledBy scale: Double) -> Double

  /// The number for these updates, of which there is at least one, as a tensor `[]` where they are, without waiting
  /// for the device.
  func factor(for updates: [Tensor]) -> Tensor
}
