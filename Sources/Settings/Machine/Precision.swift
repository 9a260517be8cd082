/// How precisely the passes through a network compute.
///
/// Weights, gradients and the optimizer's memory are float32 with each of them, and so are losses and
/// normalizations: only convolutions, matrix products and what stands between them are shorter.
public enum Precision: String, CaseIterable, Codable, Hashable, Sendable {
  /// Everything has the type of number of the weights.
  case float32
  /// 16 bits with the range of float32 and 8 bits of precision.
  case bf16
  /// 16 bits with 11 bits of precision and a small range: the loss is scaled, so that gradients stay in it.
  case fp16

  /// One line for people who choose a precision.
  public var summary: String {
    switch self {
    case .float32: "everything in the type of number of the weights"
    case .bf16: "convolutions and matrix products in bfloat16"
    case .fp16: "convolutions and matrix products in float16, with a scaled loss"
    }
  }
}
