import Coco
import TestSupport
import Testing
import Torch

@testable import TorchData

/// What becomes of images, boxes and masks on their way into a batch.
@Suite struct DetectionTransformTests {
  private static let names = ["wide", "tall", "long"]
  private let tensors: [String: Tensor]
  private let images: DrawnImages

  /// The images of `detection_data.safetensors`.
  init() throws {
    tensors = try Fixture.tensors("detection_data.safetensors")
    var images: [DrawnImages.Image] = []
    for name in Self.names {
      let (pixels, masks) = try (
        #require(tensors["\(name)/pixels"]), #require(tensors["\(name)/masks"])
      )
      let size = PixelSize(width: pixels.size(1), height: pixels.size(0))
      let boxes = try #require(tensors["\(name)/boxes"]).array(of: Double.self)
      images.append(
        DrawnImages.Image(
          size: size, planes: bytes(of: pixels.permuted([2, 0, 1])),
          objects: try (0..<masks.size(0)).map { place in
            DetectionObject(
              box: Box(
                x: boxes[4 * place], y: boxes[4 * place + 1], width: boxes[4 * place + 2],
                height: boxes[4 * place + 3]),
              category: place,
              mask: try RunLengths(
                height: size.height, width: size.width, rows: bytes(of: masks[place])))
          }))
    }
    self.images = DrawnImages(images: images, hasMasks: true)
  }

  private func pipeline(_ dtype: DType, flip: Bool = true) -> DetectionPipeline {
    DetectionPipeline(minSize: 25, maxSize: 48, flip: flip, masks: true, dtype: dtype)
  }

  private func loader(_ pipeline: DetectionPipeline) -> DetectionLoader {
    DetectionLoader(images, batchSize: 3, pipeline: pipeline, seed: 2, shuffle: false, workers: 0)
  }

  @Test func areThoseOfTorchvision() throws {
    let loader = loader(pipeline(.float64))
    var seen: Set<Bool> = []
    for epoch in 0..<4 {
      let batch = try #require(try loader.batches(epoch: epoch).next())
      #expect(batch.images.isContiguous(.channelsLast) && batch.images.dtype == .float64)
      for (index, name) in Self.names.enumerated() {
        let isFlipped = loader.pipeline.isFlipped(ImageKey(seed: 2, epoch: epoch, index: index))
        seen.insert(isFlipped)
        let expected = tensors.under(isFlipped ? "flipped/" : "plain/")
        let image = try #require(expected["images"])[index]
        #expect(maxDifference(batch.images[index], image) < 1e-14)
        let size = try #require(expected["\(name)/size"]).array(of: Int.self)
        #expect(batch.sizes[index] == PixelSize(width: size[1], height: size[0]))
        let target = batch.targets[index]
        #expect(isBitIdentical(target.boxes, try #require(expected["\(name)/boxes"])), "\(name)")
        #expect(isBitIdentical(try #require(target.masks), try #require(expected["\(name)/masks"])))
        // Of the second image, the last object is wholly outside; by torchvision's convention labels are
        // identifiers.
        #expect(target.labels.array(of: Int.self) == [[10, 20, 30], [10, 20], []][index])
        #expect(batch.examples[index].objects.count == [3, 3, 0][index])
      }
    }
    #expect(seen.count == 2)
  }

  @Test func areRoundedAsTorchvisionsInFloat32() throws {
    let loader = loader(pipeline(.float32, flip: false))
    let batch = try #require(try loader.batches(epoch: 0).next())
    #expect(maxDifference(batch.images, try #require(tensors["plain/images"])) < 1e-5)
    for (target, name) in zip(batch.targets, Self.names) {
      #expect(isBitIdentical(target.boxes, try #require(tensors["plain/\(name)/boxes32"])))
    }
    #expect(
      batch.targets[2].boxes.shape == [0, 4] && batch.targets[2].masks?.shape == [0, 11, 48])
  }

  private func paper(flip: Bool = false) -> DetectionPipeline {
    DetectionPipeline(
      convention: .paper, normalization: plainNormalization, minSize: 20, maxSize: 1000,
      flip: flip, masks: true)
  }

  /// Sides are rounded to the nearest in the paper's convention, and down in torchvision's.
  @Test func sizesOfTheConventions() {
    let (wide, tall) = (PixelSize(width: 46, height: 31), PixelSize(width: 640, height: 480))
    #expect(paper().size(of: wide) == PixelSize(width: 30, height: 20))
    let usual = DetectionPipeline()
    #expect(usual.size(of: tall) == PixelSize(width: 1066, height: 800))
    #expect(
      DetectionPipeline(convention: .paper).size(of: tall) == PixelSize(width: 1067, height: 800))
    #expect(
      usual.size(of: PixelSize(width: 2000, height: 100)) == PixelSize(width: 1333, height: 66))
    #expect(
      usual.paddedSize(of: [PixelSize(width: 1066, height: 800), PixelSize(width: 64, height: 801)])
        == PixelSize(width: 1088, height: 832))
  }

  /// By hand: a box ends at its last pixel, is scaled by one factor, cut, and mirrored at last pixels.
  @Test func boxesAndMasksOfThePaper() throws {
    let size = PixelSize(width: 60, height: 40)
    var rows = [UInt8](repeating: 0, count: size.area)
    for y in 10..<20 { for x in 11..<30 { rows[y * 60 + x] = 1 } }
    let mask = try RunLengths(height: 40, width: 60, rows: rows)
    func object(
      _ x: Double, _ y: Double, _ width: Double, _ height: Double, area: Double = 9,
      isCrowd: Bool = false
    ) -> DetectionObject {
      DetectionObject(
        box: Box(x: x, y: y, width: width, height: height), category: 2, area: area,
        isCrowd: isCrowd, mask: mask)
    }
    let drawn = DrawnImages(
      images: [
        .init(
          size: size, planes: [UInt8](repeating: 7, count: 3 * size.area),
          objects: [
            object(11, 10, 19, 10), object(50, -4, 20, 12), object(1, 1, 9, 9, area: 0),
            object(1, 1, 0.5, 9), object(1, 1, 9, 9, isCrowd: true),
          ])
      ], hasMasks: true)
    var seen: Set<Bool> = []
    for epoch in 0..<8 {
      let loader = DetectionLoader(
        drawn, batchSize: 1, pipeline: paper(flip: true), workers: 0)
      let batch = try #require(try loader.batches(epoch: epoch).next())
      let isFlipped = loader.pipeline.isFlipped(ImageKey(seed: 0, epoch: epoch, index: 0))
      seen.insert(isFlipped)
      let target = batch.targets[0]
      #expect(target.labels.array(of: Int.self) == [3, 3])
      #expect(
        target.boxes.array(of: Float.self)
          == (isFlipped
            ? [14.5, 5, 23.5, 9.5, 0, 0, 4, 3.5] : [5.5, 5, 14.5, 9.5, 25, 0, 29, 3.5]))
      // Halved, every second pixel stays: columns 12, 14 … 28 of 11 … 29.
      let row = try #require(target.masks)[0][5].array(of: UInt8.self)
      let ones = row.indices.filter { row[$0] == 1 }
      #expect(ones == (isFlipped ? Array(15...23) : Array(6...14)))
      #expect(batch.images.shape == [1, 3, 32, 32] && batch.sizes[0].width == 30)
      #expect(batch.images[0][0][19].array(of: Float.self).suffix(3) == [7.0 / 255, 0, 0])
    }
    #expect(seen.count == 2)
  }

  /// The paper's pixels are whole bytes after resizing, and may come blue first.
  @Test func pixelsOfThePaper() throws {
    let pipeline = DetectionPipeline(
      convention: .paper, normalization: .detectron, isBlueFirst: true, minSize: 25, maxSize: 48,
      flip: false, dtype: .float64)
    let batch = try #require(try loader(pipeline).batches(epoch: 0).next())
    let shown = try #require(tensors["wide/pixels"]).permuted([2, 0, 1]).unflattened(
      0, into: [1, 3])
    let size = batch.sizes[0]
    let exact = shown.to(.float64).resized(to: [size.height, size.width], antialias: false)[0]
    for channel in 0..<3 {
      let found =
        batch.images[0][2 - channel].narrowed(0, from: 0, count: size.height)
        .narrowed(1, from: 0, count: size.width) + [123.675, 116.28, 103.53][channel]
      #expect((found - exact[channel]).abs().max().item <= 0.5 + 1e-5)
      #expect(maxDifference(found, (found + 0.25).floor()) < 1e-9)
    }
  }

  @Test func trapsOnImpossibleSettings() async {
    await #expect(processExitsWith: .failure) { _ = DetectionPipeline(minSize: 0) }
    await #expect(processExitsWith: .failure) { _ = DetectionPipeline(minSize: 9, maxSize: 8) }
    await #expect(processExitsWith: .failure) {
      _ = DetectionLoader(
        DrawnImages.distinct([(9, 9)]), batchSize: 1, pipeline: DetectionPipeline(masks: true))
    }
  }
}
