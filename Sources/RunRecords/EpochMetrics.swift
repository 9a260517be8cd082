/// What is known at the end of an epoch, or of a run that ends within one.
public struct EpochMetrics: Codable, Hashable, Sendable {
  /// The number of the epoch, from 1.
  public var epoch: Int
  /// The optimizer steps made so far.
  public var step: Int
  /// The mean loss over the epoch's steps, while the weights changed.
  public var trainLoss: Double
  /// What was measured at its end, by the names of ``Measure``; absent where it is not finite, and of
  /// examples that there are not.
  public var evaluated: [String: Double]
  /// The learning rate of the epoch's last step.
  public var learningRate: Double
  /// How many damaged images the epoch's batches and its evaluations lack; absent where such images
  /// end a run.
  public var skippedImages: Int?
  /// How many of the epoch's steps were left out, since their gradients had overflowed in fp16; absent in
  /// any other precision.
  public var overflowedSteps: Int?
  /// What the loss is multiplied by after the epoch; absent where it is not.
  public var lossScale: Double?

  /// The line of an epoch.
  public init(
    epoch: Int, step: Int, trainLoss: Double, evaluated: [String: Double], learningRate: Double,
    skippedImages: Int? = nil, overflowedSteps: Int? = nil, lossScale: Double? = nil
  ) {
    (self.epoch, self.step, self.learningRate) = (epoch, step, learningRate)
    (self.trainLoss, self.evaluated, self.skippedImages) = (trainLoss, evaluated, skippedImages)
    (self.overflowedSteps, self.lossScale) = (overflowedSteps, lossScale)
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case epoch, step, trainLoss, learningRate, skippedImages, overflowedSteps, lossScale
  }

  /// Reads an object whose other numbers are what was measured.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    epoch = try container.decode(Int.self, forKey: .epoch)
    step = try container.decode(Int.self, forKey: .step)
    trainLoss = try container.decode(Double.self, forKey: .trainLoss)
    learningRate = try container.decode(Double.self, forKey: .learningRate)
    skippedImages = try container.decodeIfPresent(Int.self, forKey: .skippedImages)
    overflowedSteps = try container.decodeIfPresent(Int.self, forKey: .overflowedSteps)
    lossScale = try container.decodeIfPresent(Double.self, forKey: .lossScale)
    try decoder.check(epoch, step, skippedImages, overflowedSteps)
    evaluated = try [String: Double](
      flatIn: decoder, beside: CodingKeys.allCases.map(\.rawValue) + ["formatVersion"])
  }

  /// Writes what `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(epoch, forKey: .epoch)
    try container.encode(step, forKey: .step)
    try container.encode(trainLoss, forKey: .trainLoss)
    try container.encode(learningRate, forKey: .learningRate)
    try container.encodeIfPresent(skippedImages, forKey: .skippedImages)
    try container.encodeIfPresent(overflowedSteps, forKey: .overflowedSteps)
    try container.encodeIfPresent(lossScale, forKey: .lossScale)
    try evaluated.encodeFlat(to: encoder)
  }
}

/// A key that is only known when it is met.
private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension [String: Double] {
  /// The numbers of the object at hand that have other keys than `fixed`.
  package init(flatIn decoder: any Decoder, beside fixed: [String]) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    self = container.allKeys.reduce(into: [:]) { numbers, key in
      guard !fixed.contains(key.stringValue) else { return }
      numbers[key.stringValue] = try? container.decode(Double.self, forKey: key)
    }
  }

  /// Writes the numbers into the object at hand, beside what is there.
  package func encodeFlat(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: AnyKey.self)
    for (key, value) in self { try container.encode(value, forKey: AnyKey(stringValue: key)) }
  }
}
