/// A Swift number that has the layout of a tensor's element.
///
/// `bfloat16` has no Swift type: convert such a tensor, or read its bytes.
public protocol TensorElement: BitwiseCopyable {
  /// The element type that this is.
  static var dtype: DType { get }
}

extension Float: TensorElement {
  /// 32-bit floating point.
  public static var dtype: DType { .float32 }
}
extension Double: TensorElement {
  /// 64-bit floating point.
  public static var dtype: DType { .float64 }
}
#if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
  extension Float16: TensorElement {
    /// 16-bit floating point with 5 exponent bits.
    public static var dtype: DType { .float16 }
  }
#endif
extension UInt8: TensorElement {
  /// 8-bit unsigned.
  public static var dtype: DType { .uint8 }
}
extension Int8: TensorElement {
  /// 8-bit signed.
  public static var dtype: DType { .int8 }
}
extension Int16: TensorElement {
  /// 16-bit signed.
  public static var dtype: DType { .int16 }
}
extension Int32: TensorElement {
  /// 32-bit signed.
  public static var dtype: DType { .int32 }
}
extension Int64: TensorElement {
  /// 64-bit signed.
  public static var dtype: DType { .int64 }
}
extension Int: TensorElement {
  /// 64-bit signed.
  public static var dtype: DType { .int64 }
}
extension Bool: TensorElement {
  /// A truth value in a byte.
  public static var dtype: DType { .bool }
}
