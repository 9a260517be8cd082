import CTorch

/// Where a tensor's elements lie and its operations run.
public enum Device: Hashable, Sendable, CustomStringConvertible {
  /// The processor.
  case cpu
  /// The CUDA device with this index.
  case cuda(Int)
  /// Nowhere: a tensor has a type and a shape and no elements, and an operation gives a shape.
  ///
  /// For questions about a network that only shapes answer: see ``Generator/shapesOnly``. A tensor
  /// is made there; it cannot move there or from there in place.
  case meta
  /// The device with this index of a kind that libtorch does not know itself: a library from outside has
  /// registered it in the place that libtorch keeps for one (`PrivateUse1`).
  case privateUse(Int)

  /// The name, as in `cpu`, `cuda:0` or `meta`.
  public var description: String {
    switch self {
    case .cpu: "cpu"
    case .cuda(let index): "cuda:\(index)"
    case .meta: "meta"
    case .privateUse(let index): "privateuseone:\(index)"
    }
  }

  /// How many CUDA devices this process can use; 0 where this machine or this libtorch has none.
  ///
  /// Ask first thing, as for ``prepare()``.
  public static var cudaCount: Int { ct_cuda_load() ? Int(ct_cuda_count()) : 0 }

  /// Makes the device ready, and the one that this thread works on, or says why this machine cannot.
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
      throw .unavailable(
        device: self,
        reason: "this machine has \(count) CUDA device\(count == 1 ? "" : "s") that can be used")
    }
    guard ct_set_device(code, self.index) else {
      throw .unavailable(device: self, reason: String(cString: ct_error()))
    }
  }

  /// The number of `c10::DeviceType`.
  var code: Int8 {
    switch self {
    case .cpu: 0
    case .cuda: 1
    case .meta: 14
    case .privateUse: 20
    }
  }

  /// The index as libtorch writes it; only devices of which there may be several have one.
  var index: Int8 {
    switch self {
    case .cuda(let index), .privateUse(let index): Int8(clamping: index)
    case .cpu, .meta: -1
    }
  }

  init(code: Int8, index: Int8) {
    switch code {
    case 0: self = .cpu
    case 1: self = .cuda(Int(index))
    case 14: self = .meta
    case 20: self = .privateUse(Int(index))
    default: preconditionFailure("libtorch's device type \(code) has no counterpart here")
    }
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
