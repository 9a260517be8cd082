import CentralizeOptions
import Foundation
import TestSupport
import TorchData

extension TemporaryFolder {
  /// Writes 24 training and 10 test images of 8×8, the class of each its index modulo 10.
  func writeSmallImages() throws {
    try write(training: (0..<24).map { $0 % 10 }, test: Array(0..<10))
  }

  /// Writes the four IDX files of images with these labels.
  func write(training: [Int], test: [Int]) throws {
    for (prefix, labels) in [("train", training), ("t10k", test)] {
      let images = InMemoryImages.small(labels: labels)
      try write(idx([labels.count, 8, 8], images.pixels), to: "\(prefix)-images-idx3-ubyte")
      try write(idx([labels.count], labels.map(UInt8.init)), to: "\(prefix)-labels-idx1-ubyte")
    }
  }

  private func idx(_ dimensions: [Int], _ values: [UInt8]) -> [UInt8] {
    [0, 0, 8, UInt8(dimensions.count)]
      + dimensions.flatMap { [0, 0, UInt8($0 >> 8), UInt8($0 & 255)] } + values
  }
}

extension InMemoryImages {
  /// Noisy gray images of 8×8 with a bright row or column that tells the class.
  static func small(labels: [Int], classCount: Int = 10) -> InMemoryImages {
    var random = SeededRandom(7)
    let pixels = labels.flatMap { label in
      (0..<64).map { place in
        let line = label < 5 ? place / 8 : place % 8
        return UInt8((line == label % 5 ? 180 : 20) + Int(random.next() % 40))
      }
    }
    return InMemoryImages(
      pixels: pixels, labels: labels,
      imageShape: ImageShape(channels: 1, height: 8, width: 8), classCount: classCount)
  }
}
