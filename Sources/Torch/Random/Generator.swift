import CTorch

/// A source of random numbers whose state can be saved.
///
/// Nothing in this library draws from a hidden generator: initial weights and dropout masks come
/// from the one they are given. A generator is a reference; who shares it draws from one sequence.
public final class Generator {
  private(set) var handle: CTGenerator

  /// Where the numbers that it draws lie.
  public private(set) var device: Device

  /// A generator of the Mersenne Twister on the CPU, or of Philox on a CUDA device; on
  /// ``Device/meta`` it draws nothing.
  public init(seed: UInt64, on device: Device = .cpu) {
    (handle, self.device) = (Self.make(seed, on: device), device)
  }

  private static func make(_ seed: UInt64, on device: Device) -> CTGenerator {
    // libtorch has no generator for shapes, and takes that of the CPU for them.
    let source = device == .meta ? .cpu : device
    var result: CTGenerator?
    require(ct_generator(seed, source.code, source.index, &result))
    return unwrap(result)
  }

  /// Has the generator draw on `device` from now on, for all who hold it: there it begins anew, from the seed that it
  /// was last started from.
  ///
  /// Devices draw other numbers from the same seed. On the device where it is, nothing happens.
  public func move(to device: Device) {
    guard device != self.device else { return }
    var seed: UInt64 = 0
    require(ct_generator_initial_seed(handle, &seed))
    let moved = Self.make(seed, on: device)
    ct_generator_release(handle)
    (handle, self.device) = (moved, device)
  }

  /// A new generator that draws nothing: a network made with it has shapes and no weights.
  ///
  /// It is made in milliseconds, takes no memory for its weights whatever its size, and called with
  /// an input on ``Device/meta`` gives the shape of its output.
  public static var shapesOnly: Generator { Generator(seed: 0, on: .meta) }

  /// Begins anew, as one that is made with `seed`.
  public func start(from seed: UInt64) { require(ct_generator_seed(handle, seed)) }

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
