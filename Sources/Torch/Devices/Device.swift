import CTorch

/// Where a tensor's elements lie and its operations run.
public enum Device: Hashable, Sendable, CustomStringConvertible {
  /// The processor.
  case cpu
  /// The CUDA device with this index.
  case cuda(Int)

  /// The name, as in `cpu` or `cuda:0`.
  public var description: String {
    switch self {
    case .cpu: "cpu"
    case .cuda(let index): "cuda:\(index)"
    }
  }

  /// Makes the device ready, or says why this machine cannot.
  ///
  /// Call it first thing for a CUDA device: libtorch's CUDA half can only be loaded before any
  /// tensor exists.
  public func prepare() throws(DeviceError) {
    guard case .cuda(let index) = self else { return }
    guard ct_cuda_load() else {
      throw .unavailable(device: self, reason: String(cString: ct_error()))
    }
    let count = Int(ct_cuda_count())
    guard index < count else {
      throw .unavailable(device: self, reason: "this machine has \(count) CUDA devices")
    }
  }

  /// The number of `c10::DeviceType`.
  var code: Int8 { self == .cpu ? 0 : 1 }

  /// The index as libtorch writes it; the CPU has none.
  var index: Int8 {
    if case .cuda(let index) = self { Int8(clamping: index) } else { -1 }
  }

  init(code: Int8, index: Int8) {
    precondition(code == 0 || code == 1, "libtorch's device type \(code) has no counterpart here")
    self = code == 0 ? .cpu : .cuda(Int(index))
  }
}

/// Why a device cannot be used.
public enum DeviceError: Error, Equatable, CustomStringConvertible {
  /// The device is not there, or this libtorch cannot drive it.
  case unavailable(device: Device, reason: String)

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .unavailable(let device, let reason):
      "the device \(device) is not available: \(reason); use the device cpu"
    }
  }
}
