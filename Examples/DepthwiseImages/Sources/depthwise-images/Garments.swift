import Foundation
import TorchData

/// Garments of Fashion-MNIST as PNG files in a folder for each class, where there are no images of one's own.
enum Garments {
  /// Writes `train/<class>/…` and `test/<class>/…` below `folder`, unless they are there.
  static func write(to folder: String) throws {
    if FileManager.default.fileExists(atPath: folder) { return }
    let source =
      ProcessInfo.processInfo.environment["FASHION_MNIST_DIR"]
      ?? "/usr/share/datasets/fashion-mnist"
    let fashion = PublishedDataset.fashionMNIST
    let unfinished = folder + ".unfinished"
    try? FileManager.default.removeItem(atPath: unfinished)
    for (split, name, count) in [(DatasetSplit.training, "train", 3000), (.test, "test", 1000)] {
      let images = try fashion.load(split, from: source)
      for index in 0..<count {
        let kind = fashion.classNames[images.labels[index]].replacingOccurrences(of: "/", with: "-")
        let place = "\(unfinished)/\(name)/\(kind)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        var file: [UInt8] = []
        try images.withImage(at: index) { (image) throws(DataError) in
          guard case .pixels(let gray, let shape) = image else { return }
          let size = PixelSize(width: shape.width, height: shape.height)
          file = Picture(size, pixels: gray.flatMap { [$0, $0, $0] }).png
        }
        try Data(file).write(to: URL(fileURLWithPath: "\(place)/\(index).png"))
      }
    }
    try FileManager.default.moveItem(atPath: unfinished, toPath: folder)
  }
}
