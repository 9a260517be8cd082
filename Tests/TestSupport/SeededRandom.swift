/// The same numbers for the same seed, on every machine; Marsaglia's xorshift64.
public struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  /// The sequence of `seed`, which must not be 0.
  public init(_ seed: UInt64) {
    precondition(seed != 0, "xorshift stays at 0")
    state = seed
  }

  /// The next number.
  public mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
