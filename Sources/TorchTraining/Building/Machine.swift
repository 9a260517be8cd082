public import Settings
public import Torch

extension NumberType {
  /// The element type of this name.
  public var dtype: DType { self == .float64 ? .float64 : .float32 }
}

extension DeviceName {
  /// The device of this name.
  public var device: Device { self == .cuda ? .cuda(0) : .cpu }
}
