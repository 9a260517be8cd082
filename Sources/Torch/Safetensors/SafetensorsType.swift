/// The types of elements that the format has, by their names in a header.
///
/// Source: https://github.com/huggingface/safetensors, `Dtype` of version 0.8.
enum SafetensorsType: String {
  case U8, I8, I16, I32, I64, F16, F32, F64, BF16, BOOL
  // Those that tensors here do not have.
  case U16, U32, U64, C64, F4, F6_E2M3, F6_E3M2
  case F8_E4M3, F8_E5M2, F8_E8M0, F8_E4M3FNUZ, F8_E5M2FNUZ

  /// The type of tensors' elements; `nil` where there is none.
  var dtype: DType? { DType.allCases.first { $0.safetensorsType == self } }

  /// The size of an element in bits.
  var bitCount: Int {
    switch self {
    case .F4: 4
    case .F6_E2M3, .F6_E3M2: 6
    case .U16: 16
    case .U32: 32
    case .U64, .C64: 64
    default: 8 * (dtype?.byteCount ?? 1)
    }
  }
}

extension DType {
  /// The type in a safetensors header.
  var safetensorsType: SafetensorsType {
    switch self {
    case .uint8: .U8
    case .int8: .I8
    case .int16: .I16
    case .int32: .I32
    case .int64: .I64
    case .float16: .F16
    case .float32: .F32
    case .float64: .F64
    case .bfloat16: .BF16
    case .bool: .BOOL
    }
  }
}
