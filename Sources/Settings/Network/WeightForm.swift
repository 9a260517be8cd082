/// What a layer makes of its weight before it is used, for every output unit by itself.
public enum WeightForm: String, CaseIterable, Codable, Hashable, Sendable {
  /// The weight itself.
  case plain
  /// Weight standardization, `(w − mean) / (deviation + 10⁻⁵)` over the unit's inputs, the deviation
  /// divided by their count less one.
  ///
  /// The state dict has the weight as it is before, under `weight`. Traps where a unit has one
  /// input, which has no deviation.
  ///
  /// Source: Qiao et al., "Micro-Batch Training with Batch-Channel Normalization and Weight
  /// Standardization", 2019, equation 5, https://arxiv.org/abs/1903.10520; as in the authors' code.
  case standardized
  /// Weight norm, `g · v / ‖v‖`, with a gain `g` and a direction `v` that are trained.
  ///
  /// The gain begins as `‖v‖`, so the layer begins as the plain one. The state dict has PyTorch's
  /// keys: `parametrizations.weight.original0` is the gain, `original1` the direction. A direction
  /// of zeros gives no number.
  ///
  /// Source: Salimans and Kingma, "Weight Normalization", NeurIPS 2016, equation 2,
  /// https://arxiv.org/abs/1602.07868.
  case normalized

  /// One line for people who choose a form.
  public var summary: String {
    switch self {
    case .plain: "the weights as they are"
    case .standardized: "weight standardization: each output unit with mean 0 and deviation 1"
    case .normalized: "weight norm: each output unit as a length and a direction"
    }
  }
}
