/// Where a run begins.
public struct Start: Hashable, Sendable {
  /// The seed of weights, data order and augmentation, up to `Int64.max`.
  public var seed: UInt64
  /// The file of weights to start from, as an absolute path, or `nil` for initial weights.
  public var weights: String?
  /// What is read of that file.
  public var weightsReading = WeightsReading()

  /// The largest seed.
  public static let largestSeed = UInt64(Int64.max)

  /// Checks that what is said of a file of weights has one.
  func check() throws(OptionsError) {
    guard weights == nil, let idle = weightsReading.optionMap.options.first else { return }
    throw .noEffect(idle, reason: "without --weights no file of weights is read")
  }

  /// A start from a seed, and from weights if a file is named.
  public init(seed: UInt64 = 0, weights: String? = nil) {
    (self.seed, self.weights) = (seed, weights)
  }
}

extension Start: Configurable {
  /// `--seed` and `--weights`, and what goes with it.
  package static let options: [OptionBinding<Self>] =
    [.init(.seed, \.seed), .init(.weights, \.weights)]
    + WeightsReading.options(at: \.weightsReading)
}

extension OptionName {
  package static let seed = OptionName(
    "seed", .wholeNumber(0...Int(Start.largestSeed)), valueName: "n",
    help: "The seed of initial weights, order and augmentation. (default: 0)")
  package static let weights = OptionName(
    "weights", .text, valueName: "file",
    help: """
      Start from the weights of this file, safetensors or of torch.save; a classifier for another \
      number of classes is replaced. (default: initial weights of the seed)
      """)
}
