import Torch
import TorchData
public import TorchNN

/// Numbers of a ``ProposalNetwork``; those of torchvision and of the paper where nothing else is said.
public struct ProposalSettings: Hashable, Sendable {
  /// How many anchors of a level go on while training, those with the highest logits.
  public var trainingCandidates = 2000
  /// How many anchors of a level go on otherwise.
  public var testingCandidates = 1000
  /// How many proposals of an image are given out while training.
  public var trainingCount = 2000
  /// How many proposals of an image are given out otherwise.
  public var testingCount = 1000
  /// The overlap above which a proposal leaves out another one of its level.
  public var overlap = 0.7
  /// The overlap with an object from which on an anchor is for it.
  public var high = 0.7
  /// The overlap with every object below which an anchor is for the background.
  public var low = 0.3
  /// Which anchors are learned from.
  public var sampler = BalancedSampler(count: 256, share: 0.5)

  /// The usual numbers.
  public init() {}
}

/// Proposes boxes that may hold objects, of whatever class.
///
/// Source: Ren et al., "Faster R-CNN", NeurIPS 2015, https://arxiv.org/abs/1506.01497, on a feature pyramid.
public final class ProposalNetwork: Module {
  let head: ProposalHead
  let anchors: AnchorGenerator
  let settings: ProposalSettings
  let rules: DetectorRules

  init(
    _ channels: Int, _ anchors: AnchorGenerator, _ settings: ProposalSettings,
    _ rules: DetectorRules, using generator: Generator
  ) {
    head = ProposalHead(channels, anchors: anchors.countPerPlace, using: generator)
    (self.anchors, self.settings, self.rules) = (anchors, settings, rules)
  }

  /// What the head says of a batch.
  struct Output {
    /// `[N, A]`, level after level.
    let logits: Tensor
    /// `[N, A, 4]`.
    let codes: Tensor
    /// `[A, 4]`.
    let anchors: Tensor
    /// The number of anchors of each level.
    let counts: [Int]
  }

  var coder: BoxCoder {
    BoxCoder(rules.geometry, limitsShrinking: rules.limitsShrinking)
  }

  /// The head on the features `[N, C, Hᵢ, Wᵢ]` of each level of images `image` in size.
  func output(_ features: [Tensor], image: PixelSize) -> Output {
    let levels = features.map { head($0) }
    let grids = features.map { PixelSize(width: $0.size(3), height: $0.size(2)) }
    let anchors = anchors.anchors(
      grids, image: image, dtype: features[0].dtype, device: features[0].device)
    return Output(
      logits: .concatenated(levels.map(\.logits), dim: 1),
      codes: .concatenated(levels.map(\.codes), dim: 1),
      anchors: .concatenated(anchors), counts: anchors.map { $0.size(0) })
  }

  /// The proposals of each image, `[P, 4]` from the surest on, without a gradient.
  func proposals(_ output: Output, _ sizes: [PixelSize], training: Bool) -> [Tensor] {
    withoutGrad {
      sizes.enumerated().map { index, size in
        proposals(
          logits: output.logits[index], codes: output.codes[index], output, size,
          candidates: training ? settings.trainingCandidates : settings.testingCandidates,
          count: training ? settings.trainingCount : settings.testingCount)
      }
    }
  }

  private func proposals(
    logits: Tensor, codes: Tensor, _ output: Output, _ size: PixelSize, candidates: Int, count: Int
  ) -> Tensor {
    var (indices, levels, start) = ([Tensor](), [Tensor](), 0)
    for (level, anchors) in output.counts.enumerated() {
      let best = logits.narrowed(0, from: start, count: anchors).topk(min(candidates, anchors))
      let first = Tensor.full([1], Double(start), dtype: .int64, device: logits.device)
      indices.append(best.indices + first)
      levels.append(
        .full([best.indices.count], Double(level), dtype: .int64, device: logits.device))
      start += anchors
    }
    let taken = Tensor.concatenated(indices)
    let boxes = coder.decoded(
      codes.indexSelect(0, taken), for: output.anchors.indexSelect(0, taken)
    )
    .select(1, 0)
    let inside = rules.geometry.clipped(boxes, to: size)
    let large = rules.geometry.indices(of: inside, withSides: rules.proposalSide)
    let kept = rules.suppressed(
      inside.indexSelect(0, large),
      scores: logits.indexSelect(0, taken).indexSelect(0, large).sigmoid(),
      classes: Tensor.concatenated(levels).indexSelect(0, large), overlap: settings.overlap)
    let chosen = large.indexSelect(0, kept.narrowed(0, from: 0, count: min(count, kept.count)))
    return inside.indexSelect(0, chosen)
  }
}

extension DetectorRules {
  /// The indices of the boxes `[N, 4]` that stay among those of their class, from the surest on.
  func suppressed(_ boxes: Tensor, scores: Tensor, classes: Tensor, overlap: Double) -> Tensor {
    movesClassesApart
      ? boxes.suppressedAsTorchvision(scores: scores, classes: classes, threshold: overlap)
      : boxes.suppressed(
        scores: scores, classes: classes, threshold: overlap, extent: geometry.extent)
  }
}
