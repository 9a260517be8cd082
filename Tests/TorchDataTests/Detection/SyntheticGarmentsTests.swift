import Coco
import TestSupport
import Testing
import Torch

@testable import TorchData

/// Scenes of garments: what is in them, and what they depend on.
@Suite struct SyntheticGarmentsTests {
  /// Ten kinds of garments: squares of the brightness `100 + label`, with a dark border.
  private static let garments = InMemoryImages(
    pixels: (0..<40).flatMap { index in
      (0..<784).map { place in
        let (y, x) = (place / 28, place % 28)
        return min(y, x) >= 4 && max(y, x) < 24 ? UInt8(100 + index % 10) : 20
      }
    }, labels: (0..<40).map { $0 % 10 }, imageShape: ImageShape(channels: 1, height: 28, width: 28),
    classCount: 10)

  private func scenes(_ split: DatasetSplit = .training, seed: UInt64 = 1) -> SyntheticGarments {
    SyntheticGarments(Self.garments, split, count: 40, side: 96, seed: seed)
  }

  private func pixels(_ scenes: SyntheticGarments, _ index: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try scenes.withImage(at: index, masks: false) { (image, _) throws(DataError) in
      if case .pixels(let pixels, _) = image { bytes = Array(pixels) }
    }
    return bytes
  }

  @Test func objectsAreWhatIsSeen() {
    var (crowds, covered, kinds) = (0, 0, Set<Int>())
    for index in 0..<40 {
      let example = scenes().example(at: index, masks: true)
      #expect(example.imageID == .number(index + 1) && example.size.area == 96 * 96)
      #expect(example.objects.count(where: { !$0.isCrowd }) <= 5)
      var seen = [UInt8](repeating: 0, count: 96 * 96)
      for object in example.objects {
        kinds.insert(object.category)
        guard let mask = object.mask else { continue }
        #expect(mask.area >= 60 && object.area == Double(mask.area) && object.box == mask.box)
        for (place, pixel) in mask.pixels.enumerated() { seen[place] += pixel }
        if object.isCrowd {
          crowds += 1
        } else if object.area < 0.9 * object.box.area {
          covered += 1
        }
      }
      // A pixel is of one object at most.
      #expect(seen.allSatisfy { $0 <= 1 })
    }
    #expect((1...12).contains(crowds) && covered > 5 && kinds.count == 10)
  }

  /// The brightness of what is seen in a mask is one of the garment's kind alone, but at its border.
  @Test func masksLieOnTheirGarments() throws {
    let scenes = scenes()
    for index in 0..<5 {
      let pixels = try pixels(scenes, index)
      for object in scenes.example(at: index, masks: true).objects where !object.isCrowd {
        let mask = try #require(object.mask).pixels
        let places = mask.indices.filter { mask[$0] == 1 }.map { $0 % 96 * 96 + $0 / 96 }
        for channel in 0..<3 {
          let values = places.map { pixels[channel * 96 * 96 + $0] }
          let most = values.max() ?? 0
          #expect(values.count { most - $0 <= 1 } * 2 > values.count)
        }
      }
    }
  }

  @Test func scenesDependOnSeedPartAndPlaceAlone() throws {
    let first = try (0..<3).map { try pixels(scenes(), $0) }
    #expect(try (0..<3).map { try pixels(scenes(), $0) } == first)
    #expect(Set(first).count == 3)
    #expect(try pixels(scenes(.test), 0) != first[0])
    #expect(try pixels(scenes(seed: 2), 0) != first[0])
    let longer = SyntheticGarments(Self.garments, .training, count: 41, side: 96, seed: 1)
    #expect(try pixels(longer, 2) == first[2])
    // The same bytes on every machine.
    let digest = first[0].reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    #expect(digest == 486_941_696)
  }

  @Test func masksComeWhereTheyAreWanted() throws {
    let plain = scenes().example(at: 0, masks: false)
    let masked = scenes().example(at: 0, masks: true)
    #expect(plain.objects.map(\.box) == masked.objects.map(\.box) && !plain.objects.isEmpty)
    #expect(plain.objects.allSatisfy { $0.mask == nil })
    let loader = DetectionLoader(
      scenes(), batchSize: 2,
      pipeline: DetectionPipeline(minSize: 96, maxSize: 96, masks: true, dtype: .float32),
      dropLast: true, workers: 2)
    let batch = try #require(try loader.batches(epoch: 0).next())
    #expect(batch.images.shape == [2, 3, 96, 96])
    #expect(batch.targets.allSatisfy { $0.masks?.shape == [$0.count, 96, 96] })
  }

  @Test func theGarmentsOfAFolderAreThoseOfThePart() throws {
    let folder = try TestSupport.TemporaryFolder()
    for (name, count) in [("train", 3), ("t10k", 2)] {
      try folder.write(
        SmallFiles.idx(
          [UInt32(count), 28, 28], [UInt8](repeating: UInt8(count * 60), count: count * 784)),
        to: "\(name)-images-idx3-ubyte")
      try folder.write(
        SmallFiles.idx([UInt32(count)], [UInt8](repeating: UInt8(count), count: count)),
        to: "\(name)-labels-idx1-ubyte")
    }
    for (split, label) in [(DatasetSplit.training, 3), (.test, 2)] {
      let scenes = try SyntheticGarments(split, in: folder.path, count: 3)
      let objects = (0..<3).flatMap { scenes.example(at: $0, masks: false).objects }
      #expect(!objects.isEmpty && objects.allSatisfy { $0.category == label })
    }
  }
}
