import Foundation
import TestSupport
import Torch

@testable import TorchData

/// The files and pixels of `images.safetensors`.
struct ImageFixture {
  let tensors: [String: Tensor]

  init() throws { tensors = try Fixture.tensors("images.safetensors") }

  /// The names of what begins with `kind`, sorted.
  func names(_ kind: String) -> [String] { tensors.under(kind + "/").keys.sorted() }

  func file(_ name: String) throws -> [UInt8] { bytes(of: try tensor("file/" + name)) }

  func tensor(_ name: String) throws -> Tensor {
    guard let tensor = tensors[name] else { throw MissingFixture(name: name) }
    return tensor
  }

  struct MissingFixture: Error {
    let name: String
  }
}

/// Pixels `[H, W, C]` by themselves.
struct Pixels: Equatable {
  let size: PixelSize
  let bytes: [UInt8]

  init(_ view: PixelView) {
    size = view.size
    let count = view.size.width * view.size.height * view.channels
    bytes = Array(UnsafeBufferPointer(start: view.start, count: count))
  }

  /// The pixels of a tensor `[H, W, 3]`.
  init(_ tensor: Tensor) {
    size = PixelSize(width: tensor.size(1), height: tensor.size(0))
    bytes = TestSupport.bytes(of: tensor)
  }

  private init(size: PixelSize, bytes: [UInt8]) { (self.size, self.bytes) = (size, bytes) }

  /// A part of three channels.
  func part(_ region: PixelRegion) -> Pixels {
    var rows: [UInt8] = []
    for y in region.y..<region.y + region.height {
      let start = 3 * (y * size.width + region.x)
      rows += bytes[start..<start + 3 * region.width]
    }
    return Pixels(size: region.size, bytes: rows)
  }
}

/// The part `region`, or all, of the image in a file's bytes.
func decode(
  _ file: [UInt8], _ region: PixelRegion? = nil, with decoder: ImageDecoder = ImageDecoder(),
  path: String = "image"
) throws(DataError) -> Pixels {
  let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: file.count, alignment: 1)
  defer { memory.deallocate() }
  memory.copyBytes(from: file)
  let size = try decoder.open(UnsafeRawBufferPointer(memory), path: path)
  let buffer = PixelBuffer()
  try decoder.decode(region ?? .whole(size), into: buffer)
  return Pixels(buffer.view)
}

/// A region of an image of `size`, any equally likely to begin and to end where it does.
func randomRegion(in size: PixelSize, using random: inout SeededRandom) -> PixelRegion {
  let width = Int.random(in: 1...size.width, using: &random)
  let height = Int.random(in: 1...size.height, using: &random)
  return PixelRegion(
    x: Int.random(in: 0...size.width - width, using: &random),
    y: Int.random(in: 0...size.height - height, using: &random), width: width, height: height)
}

/// What the pipeline makes of an image before it is normalized: the window that goes into the batch.
func prepared(
  _ image: StoredImage, _ pipeline: ImagePipeline, target: PixelSize,
  key: ImageKey = ImageKey(seed: 1, epoch: 0, index: 0)
) throws(DataError) -> (pixels: Pixels?, window: CenterWindow?) {
  var (pixels, window): (Pixels?, CenterWindow?) = (nil, nil)
  try ImageWorkshop().prepare(image, pipeline, key, target: target) { view, corner in
    (pixels, window) = (Pixels(view), corner)
  }
  return (pixels, window)
}

/// Calls `body` with a tensor `[C, H, W]` of bytes as a data set would store it.
func withStored<Result>(_ tensor: Tensor, _ body: (StoredImage) throws -> Result) rethrows -> Result
{
  let shape = ImageShape(channels: tensor.size(0), height: tensor.size(1), width: tensor.size(2))
  return try bytes(of: tensor).withUnsafeBufferPointer { try body(.pixels($0, shape)) }
}

/// The largest difference of two images; infinite where their sizes differ.
func levels(_ pixels: Pixels?, _ expected: Pixels) -> Double {
  guard let pixels, pixels.size == expected.size, pixels.bytes.count == expected.bytes.count else {
    return .infinity
  }
  return zip(pixels.bytes, expected.bytes).map { abs(Double($0) - Double($1)) }.max() ?? 0
}

let plainNormalization = Normalization(mean: [0, 0, 0], deviation: [1, 1, 1])
