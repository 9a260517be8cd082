import Coco
import TestSupport
import Testing
import Torch

@testable import TorchData

/// Which images are in which batch, and what the batches depend on.
@Suite struct DetectionLoaderTests {
  private static let sizes = (0..<23).map { (width: 16 + $0 % 5 * 6, height: 16 + $0 % 3 * 12) }

  private func loader(
    _ dataset: some DetectionDataset = DrawnImages.distinct(sizes), batchSize: Int = 4,
    groupsByShape: Bool = true, dropLast: Bool = true, workers: Int = 0, seed: UInt64 = 3
  ) -> DetectionLoader {
    DetectionLoader(
      dataset, batchSize: batchSize,
      pipeline: DetectionPipeline(minSize: 20, maxSize: 32, divisor: 8), seed: seed,
      groupsByShape: groupsByShape, dropLast: dropLast, workers: workers)
  }

  /// Neither threads, nor where one starts, nor which batches another process takes, change a batch.
  @Test func batchesDependOnSeedAndEpochAlone() throws {
    let whole = try loader().contents(epoch: 1)
    #expect(whole.count == 5)
    for workers in [1, 3] { #expect(try loader(workers: workers).contents(epoch: 1) == whole) }
    #expect(try loader(workers: 2).contents(epoch: 1, startingAt: 3) == Array(whole[3...]))
    let batches = loader(workers: 2).batches(epoch: 1, numbers: [1, 4])
    for number in [1, 4] {
      #expect(DetectionContents(try #require(try batches.next())) == whole[number])
    }
    #expect(try batches.next() == nil)
    #expect(try loader().contents(epoch: 2) != whole)
    #expect(try loader(seed: 4).contents(epoch: 1) != whole)
  }

  @Test func paddingIsZeroAndTheRestIsTheImage() throws {
    let batch = try #require(try loader().batches(epoch: 0).next())
    let (height, width) = (batch.images.size(2), batch.images.size(3))
    #expect(height % 8 == 0 && width % 8 == 0 && Set(batch.sizes).count > 1)
    #expect(height - (batch.sizes.map(\.height).max() ?? 0) < 8)
    for (image, size) in zip((0..<4).map { batch.images[$0] }, batch.sizes) {
      let outside = image.abs().sum([0]).array(of: Float.self).count { $0 == 0 }
      #expect(outside == height * width - size.area)
    }
  }

  @Test func everyImageComesOnceWhateverItsShape() {
    for groupsByShape in [false, true] {
      let all = loader(groupsByShape: groupsByShape, dropLast: false)
      let some = loader(groupsByShape: groupsByShape)
      #expect(all.batchCount == 6 && some.batchCount == 5)
      var left: Set<Int> = []
      for epoch in 0..<40 {
        #expect(all.indices(epoch: epoch).flatMap { $0 }.sorted() == Array(0..<23))
        #expect(all.indices(epoch: epoch).map(\.count) == [4, 4, 4, 4, 4, 3])
        let indices = some.indices(epoch: epoch)
        #expect(indices.map(\.count) == [4, 4, 4, 4, 4])
        left.formUnion(Set(0..<23).subtracting(indices.flatMap { $0 }))
      }
      // What is left out is by chance, of any shape.
      #expect(left.count == 23)
    }
  }

  @Test func batchesAreOfOneShapeWhereTheyCan() {
    let sizes = (0..<40).map { $0 % 2 == 0 ? (width: 30, height: 20) : (width: 20, height: 30) }
    let loader = loader(DrawnImages.distinct(sizes), batchSize: 3)
    for epoch in 0..<5 {
      let indices = loader.indices(epoch: epoch)
      let mixed = indices.filter { batch in Set(batch.map { $0 % 2 }).count > 1 }
      // Of 20 and 20 images, 18 and 18 make batches of one shape, and 2 and 2 one batch more.
      #expect(indices.count == 13 && mixed.count <= 1)
      #expect(Set(indices.map { $0[0] % 2 }).count == 2)
    }
    // The mixed batch is not always the last.
    let places = (0..<20).compactMap { epoch in
      loader.indices(epoch: epoch).firstIndex { Set($0.map { $0 % 2 }).count > 1 }
    }
    #expect(Set(places).count > 3)
  }

  @Test func shapesAreGroupedAsByTorchvisionAndThePaper() {
    func groups(_ sizes: [(Int, Int)], _ convention: DetectionConvention) -> [Int] {
      sizes.map { convention.group(of: PixelSize(width: $0.0, height: $0.1)) }
    }
    // bisect of torchvision's bins 0.5, 0.63, 0.794, 1, 1.26, 1.587, 2.
    let sizes = [(1, 3), (1, 2), (63, 100), (8, 10), (1, 1), (5, 4), (13, 10), (16, 10), (2, 1)]
    #expect(groups(sizes, .torchvision) == [0, 1, 2, 3, 4, 4, 5, 6, 7])
    #expect(groups(sizes, .paper) == [0, 0, 0, 0, 0, 1, 1, 1, 1])
  }

  @Test func labelsAreIdentifiersWhereTorchvisionTakesThem() {
    func categories(_ ids: [CocoIdentifier]) -> DetectionCategories {
      DetectionCategories(ids.map { DetectionCategory(id: $0, name: "") })
    }
    let gaps = categories([.number(90), .number(1), .number(3)])
    #expect(gaps.labels(by: .torchvision) == [1, 3, 90] && gaps.labels(by: .paper) == [1, 2, 3])
    #expect(gaps.labelCount(by: .torchvision) == 91 && gaps.labelCount(by: .paper) == 4)
    for odd in [CocoIdentifier.number(0), .number(1001), .text("tree")] {
      #expect(categories([.number(5), odd]).labels(by: .torchvision) == [1, 2])
    }
  }

  @Test func imagesWithNothingToLearnFromAreLeftOut() throws {
    var images = DrawnImages.distinct([(40, 40), (40, 40), (40, 31), (40, 40), (40, 40), (40, 40)])
    func object(
      _ width: Double, _ height: Double, area: Double = 5, isCrowd: Bool = false
    ) -> DetectionObject {
      DetectionObject(
        box: Box(x: 1, y: 1, width: width, height: height), category: 0, area: area,
        isCrowd: isCrowd)
    }
    images.images[1].objects = []
    images.images[3].objects = [object(1, 9), object(9, 1)]
    images.images[4].objects = [object(9, 9, isCrowd: true)]
    images.images[5].objects = [object(9, 9, area: 0)]
    #expect(try images.trainable(by: .torchvision).indices == [0, 2, 4, 5])
    #expect(try images.trainable(by: .paper).indices == [0, 3])
    let chosen = try images.trainable(by: .torchvision)
    #expect(try chosen.example(at: 1, masks: false).index == 1)
    #expect(try chosen.example(at: 1, masks: false).imageID == .number(2))
    #expect(chosen.size(at: 1).height == 31)
  }
}
