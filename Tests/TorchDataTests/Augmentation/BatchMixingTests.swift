import Foundation
import Testing
import Torch

@testable import TorchData

/// Mixup and cutmix against the same batch without them.
@Suite struct BatchMixingTests {
  let shape = ImageShape(channels: 3, height: 9, width: 7)

  private func batches(
    _ count: Int = 40, mixup: Double? = nil, cutmix: Double? = nil,
    format: MemoryFormat = .channelsLast, workers: Int = 0
  ) throws -> [Batch] {
    let pipeline = ImagePipeline(
      normalization: Normalization(mean: [0.4, 0.5, 0.6], deviation: [0.2, 0.2, 0.2]), flip: true,
      mixup: mixup, cutmix: cutmix)
    let loader = DataLoader(
      distinctImages(count, shape: shape), batchSize: 8, pipeline: pipeline, seed: 9,
      dropLast: false, workers: workers, memoryFormat: format)
    let batches = loader.batches(epoch: 3)
    var all: [Batch] = []
    while let batch = try batches.next() { all.append(batch) }
    return all
  }

  /// The images that were mixed in: each one's neighbor before it, the last one for the first.
  private func partners(_ images: Tensor) -> Tensor {
    let count = images.size(0)
    return Tensor.concatenated([
      images.narrowed(0, from: count - 1, count: 1), images.narrowed(0, from: 0, count: count - 1),
    ])
  }

  @Test(arguments: [MemoryFormat.contiguous, .channelsLast]) func blends(format: MemoryFormat)
    throws
  {
    let plain = try batches(format: format)
    let mixed = try batches(mixup: 0.4, format: format)
    for (plain, mixed) in zip(plain, mixed) {
      let mixing = try #require(mixed.mixing)
      #expect(mixing.share >= 0 && mixing.share <= 1)
      let expected =
        plain.images.to(.float64) * mixing.share
        + partners(plain.images).to(.float64) * (1 - mixing.share)
      #expect((mixed.images.to(.float64) - expected).abs().max().item < 1e-6)
      #expect(mixed.images.isContiguous(format))
      #expect(isEqual(mixing.partnerLabels, partners(plain.labels)))
      #expect(isEqual(mixed.labels, plain.labels) && plain.mixing == nil)
    }
    #expect(Set(mixed.compactMap(\.mixing?.share)).count == mixed.count)
  }

  @Test(arguments: [MemoryFormat.contiguous, .channelsLast]) func pastes(format: MemoryFormat)
    throws
  {
    let plain = try batches(400, format: format)
    let mixed = try batches(400, cutmix: 1, format: format)
    var sizes: Set<Int> = []
    for (plain, mixed) in zip(plain, mixed) {
      let mixing = try #require(mixed.mixing)
      let (own, partners) = (
        plain.images.array(of: Float.self), partners(plain.images).array(of: Float.self)
      )
      let found = mixed.images.array(of: Float.self)
      // Each value is one of the two, the same one in all images and channels.
      var isPasted = [Bool](repeating: false, count: 63)
      for place in found.indices where found[place] != own[place] {
        #expect(found[place] == partners[place])
        isPasted[place % 63] = true
      }
      let pasted = isPasted.count { $0 }
      #expect(abs(1 - Double(pasted) / 63 - mixing.share) < 1e-12)
      sizes.insert(pasted)
      // It is a rectangle.
      let places = isPasted.indices.filter { isPasted[$0] }
      let (rows, columns) = (Set(places.map { $0 / 7 }), Set(places.map { $0 % 7 }))
      #expect(rows.count * columns.count == pasted)
      #expect(isEqual(mixing.partnerLabels, self.partners(plain.labels)))
    }
    #expect(sizes.count > 10)
  }

  @Test func drawsOneOfBothForEachBatch() throws {
    let pipeline = ImagePipeline(normalization: plainNormalization, mixup: 1, cutmix: 1)
    let size = PixelSize(width: 20, height: 20)
    let mixings = (0..<1_000).map {
      pipeline.mixing(seed: 1, epoch: 2, batch: $0, size: size)
    }
    let blends = mixings.count { if case .blend = $0 { true } else { false } }
    let pastes = mixings.count { if case .paste = $0 { true } else { false } }
    #expect(blends + pastes == 1_000 && abs(blends - 500) < 80)
    #expect(mixings[3] == pipeline.mixing(seed: 1, epoch: 2, batch: 3, size: size))
    #expect(mixings[3] != pipeline.mixing(seed: 1, epoch: 3, batch: 3, size: size))
  }

  @Test(arguments: [0.02, 0.2, 1, 4]) func drawsSharesOfTheBetaDistribution(alpha: Double) {
    var random = SplitMix64(state: 11)
    let shares = (0..<20_000).map { _ in random.beta(alpha) }
    #expect(shares.allSatisfy { $0 >= 0 && $0 <= 1 })
    let mean = shares.reduce(0, +) / 20_000
    let variance = shares.map { ($0 - 0.5) * ($0 - 0.5) }.reduce(0, +) / 20_000
    // Mean ½ and variance 1/(4(2α + 1)), within five deviations.
    let expected = 1 / (4 * (2 * alpha + 1))
    let (ofMean, ofVariance) = ((expected / 20_000).squareRoot(), expected / 100)
    #expect(abs(mean - 0.5) < 5 * ofMean)
    #expect(abs(variance - expected) < 5 * ofVariance)
  }

  @Test func isTheSameForAnyWorkers() throws {
    let alone = try batches(mixup: 0.2, cutmix: 1).map(Contents.init)
    #expect(try batches(mixup: 0.2, cutmix: 1, workers: 3).map(Contents.init) == alone)
  }

  @Test func leavesASingleImageAlone() throws {
    let plain = try batches(1), mixed = try batches(1, mixup: 1)
    #expect(Contents(plain[0]) == Contents(mixed[0]))
  }

  private func isEqual(_ a: Tensor, _ b: Tensor) -> Bool {
    a.dtype == b.dtype && a.array(of: Int.self) == b.array(of: Int.self)
  }
}
