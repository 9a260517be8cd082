public import Settings
public import Torch

extension NumberType {
  /// The element type of this name.
  public var dtype: DType { self == .float64 ? .float64 : .float32 }
}

extension Precision {
  /// The element type of what is shorter; `nil` for none.
  public var shortType: DType? {
    switch self {
    case .float32: nil
    case .bf16: .bfloat16
    case .fp16: .float16
    }
  }

  /// Does `body` with the passes that it makes on `device` in this precision.
  func computing<Result, Failure: Error>(
    on device: Device, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let shortType else { return try body() }
    return try autocasting(to: shortType, on: device, body)
  }
}

extension DeviceName {
  /// The device of this name.
  public var device: Device { self == .cuda ? .cuda(0) : .cpu }
}
