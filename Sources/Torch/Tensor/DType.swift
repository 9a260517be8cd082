/// The type of a tensor's elements.
public enum DType: String, CaseIterable, Sendable, CustomStringConvertible {
  case uint8, int8, int16, int32, int64
  case float16, float32, float64, bfloat16
  case bool

  /// The name, as in `float32`.
  public var description: String { rawValue }

  /// The size of an element in bytes.
  public var byteCount: Int {
    switch self {
    case .uint8, .int8, .bool: 1
    case .int16, .float16, .bfloat16: 2
    case .int32, .float32: 4
    case .int64, .float64: 8
    }
  }

  /// Whether elements are floating-point numbers, which alone have gradients.
  public var isFloatingPoint: Bool {
    switch self {
    case .float16, .float32, .float64, .bfloat16: true
    default: false
    }
  }

  /// Whether elements are floating-point numbers of 16 bits, which are computed with in float32.
  public var isHalf: Bool { self == .float16 || self == .bfloat16 }

  /// The number of `c10::ScalarType`.
  var code: Int8 {
    switch self {
    case .uint8: 0
    case .int8: 1
    case .int16: 2
    case .int32: 3
    case .int64: 4
    case .float16: 5
    case .float32: 6
    case .float64: 7
    case .bool: 11
    case .bfloat16: 15
    }
  }

  init(code: Int8) {
    guard let found = Self.allCases.first(where: { $0.code == code }) else {
      preconditionFailure("libtorch's element type \(code) has no counterpart here")
    }
    self = found
  }
}
