public import Torch

/// Draws some boxes of an image to learn from, of which not too many are background.
///
/// Among `P` boxes for objects and `Q` for the background it takes `p = min(P, ⌊count · share⌋)` and
/// `min(Q, count − p)`: the first of a random order of each, the objects' drawn first. So one generator in one state
/// draws what torchvision's sampler does with PyTorch's default generator in that state.
public struct BalancedSampler: Hashable, Sendable {
  /// How many boxes are taken.
  public let count: Int
  /// The largest share of those for objects.
  public let share: Double

  /// A sampler of `count` boxes of an image, at most `share` of them for objects.
  public init(count: Int, share: Double) {
    precondition(
      count > 0 && (0...1).contains(share),
      "expected a count above 0 and a share in [0, 1], found \(count) and \(share)")
    (self.count, self.share) = (count, share)
  }

  /// What is drawn of an image.
  public struct Sample {
    /// Indices of boxes for objects, ascending.
    public let positives: [Int]
    /// Indices of boxes for the background, ascending.
    public let negatives: [Int]

    /// The indices of all, ascending.
    public var all: [Int] { (positives + negatives).sorted() }
  }

  /// Draws of boxes with `labels` int64 `[N]`: from 1 for an object, 0 for the background, below for neither.
  public func draw(_ labels: Tensor, using generator: Generator) -> Sample {
    let labels: [Int] = labels.array()
    let objects = labels.indices.filter { labels[$0] > 0 }
    let others = labels.indices.filter { labels[$0] == 0 }
    let most = min(objects.count, Int(Double(count) * share))
    let positives = first(most, of: objects, using: generator)
    return Sample(
      positives: positives,
      negatives: first(min(others.count, count - most), of: others, using: generator))
  }

  private func first(_ count: Int, of indices: [Int], using generator: Generator) -> [Int] {
    let order: [Int] = Tensor.permutation(indices.count, using: generator).array()
    return order.prefix(count).map { indices[$0] }.sorted()
  }
}
