public import CentralizeOptions
public import Torch
import TorchNN

extension NumberType {
  /// The element type of this name.
  public var dtype: DType { self == .float64 ? .float64 : .float32 }
}

extension DeviceName {
  /// The device of this name.
  public var device: Device { self == .cuda ? .cuda(0) : .cpu }
}

extension NormalizationName {
  /// The normalization of this name.
  var norm: ActivationNorm {
    switch self {
    case .batch: .batch
    case .group: .group
    case .layer: .layer
    }
  }
}

extension WeightFormName {
  /// The form of this name.
  var form: WeightForm {
    switch self {
    case .plain: .plain
    case .standardized: .standardized
    case .normalized: .normalized
    }
  }
}
