/// A small random generator whose numbers are the same on every machine and in every version.
///
/// The state is a counter that steps by the golden ratio; the output is its hash. Keyed by a seed, an
/// epoch and an index it gives each image of each epoch numbers of its own, whichever thread asks and
/// in whatever order.
///
/// It is meant for augmentation and shuffling, not for secrets.
///
/// Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014,
/// figure 16, https://doi.org/10.1145/2660193.2660195.
public struct SplitMix64: Sendable {
  /// What the numbers are for; the same seed gives independent numbers for each.
  public enum Purpose: UInt64, Sendable {
    /// The order of the images of an epoch.
    case shuffling = 1

    /// The shift and the flip of one image.
    case augmentation = 2

    /// The part of an image that a random resized crop shows.
    case resizedCrop = 3

    /// The change of an image's colors.
    case colorJitter = 4

    /// The part that an image loses.
    case erasing = 5

    /// How the images of a batch are mixed.
    case mixing = 6

    /// What the network itself draws in a step: the step stands for the epoch, and the micro-batch for the
    /// index.
    case dropout = 7

    /// What is in a scene that is drawn: 0 for training or 1 for testing stands for the epoch.
    case scene = 8

    /// The operations on one image.
    case operations = 9

    /// Which images are held out, or left out.
    case division = 16
  }

  private var state: UInt64
  private static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The generator that starts at `state`, as in the paper.
  public init(state: UInt64) { self.state = state }

  /// The generator of one image, or of one epoch, of one run.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - purpose: What the numbers are for.
  ///   - epoch: The epoch, counted from 0.
  ///   - index: The place of the image in its data set.
  public init(seed: UInt64, purpose: Purpose, epoch: Int, index: Int = 0) {
    // Each step is a bijection of the word that it takes in: no two epochs or indices collide.
    var state = Self.hash(seed &+ Self.golden)
    state = Self.hash((state ^ purpose.rawValue) &+ Self.golden)
    state = Self.hash((state ^ UInt64(bitPattern: Int64(epoch))) &+ Self.golden)
    state = Self.hash((state ^ UInt64(bitPattern: Int64(index))) &+ Self.golden)
    self.state = state
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= Self.golden
    return Self.hash(state)
  }

  /// A number in 0 ..< `bound`, each equally likely.
  ///
  /// Source: Lemire, "Fast Random Integer Generation in an Interval", ACM Transactions on Modeling and
  /// Computer Simulation 29(1), 2019, algorithm 5, https://arxiv.org/abs/1805.10941.
  ///
  /// - Parameter bound: A positive number; others trap.
  /// - Returns: A number of 0, 1, …, `bound` − 1.
  public mutating func next(below bound: Int) -> Int {
    precondition(bound > 0, "there is no number in 0 ..< \(bound)")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      // 2⁶⁴ mod bound: below it, some results would come once more often than others.
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// The numbers 0 ..< `count` in random order, each order equally likely.
  ///
  /// Source: Durstenfeld, "Algorithm 235: Random permutation", Communications of the ACM 7(7), 1964,
  /// https://doi.org/10.1145/364520.364540.
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, next(below: last + 1))
    }
    return order
  }

  private static func hash(_ counter: UInt64) -> UInt64 {
    var bits = counter
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
