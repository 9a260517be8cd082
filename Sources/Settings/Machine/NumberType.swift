/// The type of number that weights, images and arithmetic have.
public enum NumberType: String, CaseIterable, Codable, Hashable, Sendable {
  /// 32-bit floating point.
  case float32
  /// 64-bit floating point, for checking.
  case float64

  /// One line for people who choose a type.
  public var summary: String {
    switch self {
    case .float32: "32-bit floating point, for training"
    case .float64: "64-bit floating point, for checking"
    }
  }
}
