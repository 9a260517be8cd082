import TestSupport
import Testing
import Torch

@testable import TorchData

/// Operations against torchvision's, and which are drawn.
@Suite struct OperationTests {
  private func changed(_ image: Tensor, _ operation: ImageOperation) -> [UInt8] {
    let buffer = PixelBuffer()
    buffer.reshape(
      PixelSize(width: image.size(2), height: image.size(1)), channels: image.size(0))
    buffer.bytes.copyBytes(from: bytes(of: image.permuted([1, 2, 0])))
    operation.apply(to: buffer.view)
    return Array(buffer.bytes)
  }

  /// The operation of a name in the fixture.
  private func operation(_ name: Substring, _ magnitude: Double) -> ImageOperation? {
    switch name {
    case "Identity": .identity
    case "ShearX": .shearX(magnitude)
    case "ShearY": .shearY(magnitude)
    case "TranslateX": .translateX(Int(magnitude))
    case "TranslateY": .translateY(Int(magnitude))
    case "Rotate": .rotate(magnitude)
    case "Brightness": .color(.brightness(1 + magnitude))
    case "Color": .color(.saturation(1 + magnitude))
    case "Contrast": .color(.contrast(1 + magnitude))
    case "Sharpness": .sharpness(1 + magnitude)
    case "Posterize": .posterize(Int(magnitude))
    case "Solarize": .solarize(magnitude)
    case "AutoContrast": .autoContrast
    case "Equalize": .equalize
    default: nil
    }
  }

  @Test func changesImagesAsTorchvision() throws {
    let fixture = try Fixture.tensors("operations.safetensors")
    var seen: Set<Substring> = []
    for (key, expected) in fixture {
      let parts = key.split(separator: "/")
      guard parts.count == 3, parts[0] != "strengths" else { continue }
      let image = try #require(fixture[String(parts[0])])
      let magnitude = try #require(Double(parts[2]))
      let found = changed(image, try #require(operation(parts[1], magnitude), "\(key)"))
      let bytes = bytes(of: expected.permuted([1, 2, 0]))
      let difference = zip(found, bytes).map { abs(Int($0) - Int($1)) }.max()
      #expect(found.count == bytes.count && difference ?? 255 <= 1, "\(key): \(difference ?? 255)")
      seen.insert(parts[1])
    }
    #expect(seen.count == 14)
  }

  @Test(arguments: [("randaugment", ImageOperation.Range.randAugment), ("trivial", .wide)])
  func strengthsAreTorchvisions(_ draw: String, _ range: ImageOperation.Range) throws {
    let fixture = try Fixture.tensors("operations.safetensors")
    let names: [(ImageOperation.Kind, Substring)] = [
      (.shearX, "ShearX"), (.shearY, "ShearY"), (.translateX, "TranslateX"),
      (.translateY, "TranslateY"), (.rotate, "Rotate"), (.brightness, "Brightness"),
      (.saturation, "Color"), (.contrast, "Contrast"), (.sharpness, "Sharpness"),
      (.posterize, "Posterize"), (.solarize, "Solarize"),
    ]
    for (kind, name) in names {
      let all = try #require(fixture["strengths/\(draw)/\(name)"]).array(of: Double.self)
      #expect(all.count == 31)
      for (bin, magnitude) in all.enumerated() {
        let own = ImageOperation(
          kind, bin: bin, isNegative: false, in: range, of: PixelSize(width: 29, height: 37))
        // PyTorch's are rounded to float32, which can take a whole pixel where what is left of one is cut off.
        if name.hasPrefix("Translate") {
          #expect((-1e-5..<1).contains(magnitude - own.strength), "\(name), \(bin)")
        } else {
          let expected = operation(name, magnitude)?.strength ?? .nan
          #expect(abs(own.strength - expected) < 1e-4, "\(name), \(bin)")
        }
      }
    }
  }

  @Test func drawsAllAndBothDirections() {
    let size = PixelSize(width: 32, height: 32)
    func draws(_ draw: OperationDraw) -> [[ImageOperation]] {
      (0..<2_000).map { index in
        var random = ImageKey(seed: 3, epoch: 1, index: index).random(.operations)
        return draw.operations(on: size, using: &random)
      }
    }
    let trivial = draws(.trivialAugment)
    #expect(trivial.allSatisfy { $0.count == 1 })
    #expect(trivial == draws(.trivialAugment), "an image's operations are its own")
    let rotations = trivial.compactMap { if case .rotate(let angle) = $0[0] { angle } else { nil } }
    #expect(rotations.contains { $0 < -100 } && rotations.contains { $0 > 100 })
    #expect(trivial.count { $0[0] == .equalize } > 90 && trivial.count { $0[0] == .equalize } < 200)
    let two = draws(.randAugment(RandAugment(operations: 2, magnitude: 9)))
    #expect(two.allSatisfy { $0.count == 2 })
    let shears = two.joined().compactMap { if case .shearX(let shear) = $0 { shear } else { nil } }
    #expect(Set(shears.map { abs($0) }).count == 1 && abs(abs(shears[0]) - 0.09) < 1e-12)
    #expect(Set(shears.map { $0 < 0 }).count == 2)
  }

  @Test func changeBatchesOfImagesOfOneSize() throws {
    let images = InMemoryImages(
      pixels: (0..<4 * 64).map { UInt8($0 % 251) }, labels: [0, 1, 2, 3],
      imageShape: ImageShape(channels: 1, height: 8, width: 8), classCount: 4)
    func batch(_ operations: OperationDraw?, workers: Int) throws -> [Float] {
      let pipeline = ImagePipeline(
        normalization: Normalization(mean: [0], deviation: [1]), operations: operations)
      let loader = DataLoader(
        images, batchSize: 4, pipeline: pipeline, seed: 1, shuffle: false, workers: workers)
      return try #require(try loader.batches(epoch: 0).next()).images.array(of: Float.self)
    }
    let plain = try batch(nil, workers: 0)
    let drawn = try batch(.trivialAugment, workers: 0)
    #expect(plain != drawn)
    #expect(try batch(.trivialAugment, workers: 2) == drawn)
  }
}

extension ImageOperation {
  /// Its number, which is enough to compare two of a kind.
  fileprivate var strength: Double {
    switch self {
    case .identity, .autoContrast, .equalize: 0
    case .shearX(let number), .shearY(let number), .rotate(let number), .sharpness(let number),
      .solarize(let number), .color(.brightness(let number)), .color(.saturation(let number)),
      .color(.contrast(let number)), .color(.hue(let number)):
      number
    case .translateX(let number), .translateY(let number), .posterize(let number): Double(number)
    }
  }
}
