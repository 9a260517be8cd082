import CTorch

/// A source of random numbers whose state can be saved.
///
/// Nothing in this library draws from a hidden generator: initial weights and dropout masks come
/// from the one they are given. A generator is a reference; who shares it draws from one sequence.
public final class Generator {
  let handle: CTGenerator

  /// A generator of the Mersenne Twister on the CPU, or of Philox on a CUDA device.
  public init(seed: UInt64, on device: Device = .cpu) {
    var result: CTGenerator?
    require(ct_generator(seed, device.code, device.index, &result))
    handle = unwrap(result)
  }

  deinit { ct_generator_release(handle) }

  /// Everything that determines the numbers to come, as a tensor of bytes.
  public var state: Tensor {
    get {
      var result: CTTensor?
      require(ct_generator_state(handle, &result))
      return Tensor(owning: unwrap(result))
    }
    set { require(ct_generator_set_state(handle, newValue.handle)) }
  }
}
