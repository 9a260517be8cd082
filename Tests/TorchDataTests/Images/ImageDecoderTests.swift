import TestSupport
import Testing
import Torch

@testable import TorchData

/// JPEG and PNG files of every kind against Pillow.
@Suite struct ImageDecoderTests {
  @Test func decodesAsPillow() throws {
    let fixture = try ImageFixture()
    let names = fixture.names("pixels")
    #expect(names.count == 37)
    let decoder = ImageDecoder()
    for name in names {
      let found = try decode(fixture.file(name), with: decoder)
      #expect(found == Pixels(try fixture.tensor("pixels/" + name)), "\(name)")
    }
  }

  @Test func decodesAPartAsInTheWhole() throws {
    let fixture = try ImageFixture()
    let decoder = ImageDecoder()
    var random = SeededRandom(3)
    for name in fixture.names("pixels") {
      let (file, whole) = (try fixture.file(name), Pixels(try fixture.tensor("pixels/" + name)))
      for _ in 0..<40 {
        let region = randomRegion(in: whole.size, using: &random)
        let found = try decode(file, region, with: decoder)
        #expect(found == whole.part(region), "\(name), \(region)")
      }
    }
  }

  @Test func aFileBecomesATensorByOneCall() throws {
    let fixture = try ImageFixture()
    let folder = try TorchDataTests.TemporaryFolder()
    for (kind, isTurned) in [("pixels", false), ("upright", true)] {
      for name in fixture.names(kind) {
        let path = try folder.write(fixture.file(name), to: name)
        let image = try Tensor(imageFile: path, appliesOrientation: isTurned)
        let expected = try fixture.tensor("\(kind)/\(name)").permuted([2, 0, 1])
        #expect(image.isEqual(to: expected) && image.isContiguous(), "\(name)")
      }
    }
    let path = try folder.write(fixture.file("rgb"), to: "color")
    let (color, gray) = (try Tensor(imageFile: path), try Tensor(imageFile: path, isGray: true))
    #expect(gray.shape == [1] + color.shape.dropFirst() && gray.dtype == .uint8)
    let luma = Tensor([0.299, 0.587, 0.114]).reshaped([3, 1, 1]) * color
    #expect((luma.sum(dim: 0, keepDims: true) - gray).abs().max().item < 0.51)
    #expect(throws: DataError.self) { try Tensor(imageFile: path + "-missing") }
  }

  @Test func turnsAsTheCameraNoted() throws {
    let fixture = try ImageFixture()
    let folder = try TorchDataTests.TemporaryFolder()
    var random = SeededRandom(4)
    let names = fixture.names("upright")
    #expect(names.count == 10)
    for name in names {
      let path = try folder.write(fixture.file(name), to: name)
      let expected = Pixels(try fixture.tensor("upright/" + name))
      let turning = ImagePipeline(normalization: plainNormalization, appliesOrientation: true)
      #expect(
        try prepared(.file(path), turning, target: expected.size).pixels == expected, "\(name)")
      for _ in 0..<8 {
        try expectPart(of: path, expected, share: Double.random(in: 0.1...1, using: &random))
      }
    }
    // As in torchvision's loaders, the note counts for nothing unless asked for.
    let plain = ImagePipeline(normalization: plainNormalization)
    let stored = try prepared(
      .file(folder.path + "/orientation6"), plain, target: PixelSize(width: 21, height: 18))
    #expect(stored.pixels?.size == PixelSize(width: 21, height: 18))
  }

  /// The part of a random crop of the upright image is the part of the upright pixels.
  private func expectPart(of path: String, _ upright: Pixels, share: Double) throws {
    let crop = RandomResizedCrop(scale: share...share)
    let key = ImageKey(seed: 5, epoch: 0, index: Int(share * 1000))
    var random = key.random(.resizedCrop)
    let region = crop.region(in: upright.size, using: &random)
    let pipeline = ImagePipeline(
      normalization: plainNormalization, crop: .randomResized(crop), appliesOrientation: true)
    let found = try prepared(.file(path), pipeline, target: region.size, key: key)
    #expect(found.pixels == upright.part(region))
  }

  @Test func takesNoHarmFromBadNotes() throws {
    let fixture = try ImageFixture()
    let file = try fixture.file("orientation6")
    let upright = Orientation(number: 1)
    #expect(orientation(file) == Orientation(number: 6))
    for number in [0, 9, 1000] { #expect(Orientation(number: number) == upright) }
    for count in 0..<200 { _ = orientation(Array(file.prefix(count))) }
    for damaged in Mutations(of: file, seed: 6, reach: 200).prefix(2_000) {
      _ = orientation(damaged)
    }
    // An offset of 4 GiB in the header of the notes, which comes after "Exif", two zeros, the order of
    // the bytes and a magic number.
    var wild = file
    let head = Array("Exif\0\0".utf8)
    let place = try #require(wild.indices.first { wild[$0...].starts(with: head) }) + 10
    wild.replaceSubrange(place..<place + 4, with: [255, 255, 255, 255])
    #expect(orientation(wild) == upright)
  }

  private func orientation(_ file: [UInt8]) -> Orientation {
    file.withUnsafeBytes { EXIF.orientation($0) }
  }
}
