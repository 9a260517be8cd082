import Foundation
import TestSupport

/// The files of small data sets, byte by byte.
struct SmallData {
  /// Each file's bytes, by its name in the folder given by `--data`.
  let files: [(name: String, bytes: [UInt8])]

  /// 96 training and 32 test images of 28×28 in ten classes, with a bright patch that tells the
  /// class.
  static let fashionMNIST = SmallData(
    files: [("train", 96), ("t10k", 32)].flatMap { prefix, count in
      [
        ("\(prefix)-images-idx3-ubyte", idx([count, 28, 28], pixels(count, side: 28))),
        ("\(prefix)-labels-idx1-ubyte", idx([count], labels(count))),
      ]
    })

  /// 24 training and 10 test images of 32×32 in color, of the fine classes 90 to 99.
  static let cifar100 = SmallData(
    files: [("train", 24), ("test", 10)].map { name, count in
      let gray = pixels(count, side: 32)
      var bytes: [UInt8] = []
      for record in 0..<count {
        bytes += [UInt8(record % 20), UInt8(90 + record % 10)]
        for _ in 0..<3 { bytes += gray[record * 1024..<(record + 1) * 1024] }
      }
      return ("cifar-100-binary/\(name).bin", bytes)
    })

  /// Writes the files.
  func write(to folder: String) throws {
    for file in files {
      let url = URL(fileURLWithPath: folder + "/" + file.name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url)
    }
  }

  /// An IDX file of unsigned bytes.
  static func idx(_ dimensions: [Int], _ values: [UInt8]) -> [UInt8] {
    [0, 0, 8, UInt8(dimensions.count)]
      + dimensions.flatMap { [0, 0, UInt8($0 >> 8), UInt8($0 & 255)] } + values
  }

  private static func labels(_ count: Int) -> [UInt8] { (0..<count).map { UInt8($0 % 10) } }

  private static func pixels(_ count: Int, side: Int) -> [UInt8] {
    var random = SeededRandom(3)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(count * side * side)
    for label in labels(count) {
      for place in 0..<side * side {
        let (row, column) = (place / side / 7, place % side / 14)
        let isBright = row % 5 == Int(label) % 5 && column == Int(label) / 5
        pixels.append((isBright ? 200 : 20) + UInt8(truncatingIfNeeded: random.next() % 32))
      }
    }
    return pixels
  }
}
