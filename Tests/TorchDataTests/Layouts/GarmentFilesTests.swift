import Foundation
import TestSupport
import Testing

@testable import TorchData

/// The image files that `Scripts/garment_files.py` makes of Fashion-MNIST.
struct GarmentFilesTests {
  private let folder: TestSupport.TemporaryFolder

  init() throws { folder = try TestSupport.TemporaryFolder() }

  /// Writes both parts, in which the classes take turns and every pixel is the image's number.
  private func write(images: Int, missing: Int = 0) throws {
    for part in ["train", "t10k"] {
      let pixels = (0..<images).flatMap { [UInt8](repeating: UInt8($0), count: 4 * 3) }
      let sizes: [UInt8] = [0, 0, 8, 3, 0, 0, 0, UInt8(images), 0, 0, 0, 4, 0, 0, 0, 3]
      try folder.write(sizes + pixels.dropLast(missing), to: "idx/\(part)-images-idx3-ubyte")
      let labels = (0..<images).map { UInt8($0 % 10) }
      try folder.write(
        [0, 0, 8, 1, 0, 0, 0, UInt8(images)] + labels, to: "idx/\(part)-labels-idx1-ubyte")
    }
  }

  private func make() async throws -> PythonScript {
    try await PythonScript(
      "Scripts/garment_files.py", [folder.file("idx"), folder.file("files"), "--count", "2"])
  }

  private func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.file("files/\(path)")).sorted()
  }

  @Test func theFirstOfEachClassAreThere() async throws {
    try write(images: 35)
    let script = try await make()
    #expect(script.isFine, "\(script.text)")
    for part in ["train", "val"] {
      #expect(try names(part).count == 10)
      #expect(try names("\(part)/bag") == ["00008.png", "00018.png"])
      let file = folder.file("files/\(part)/bag/00018.png")
      let image = try decode(Array(try Data(contentsOf: URL(fileURLWithPath: file))))
      #expect(image.size == PixelSize(width: 3, height: 4))
      #expect(image.bytes.allSatisfy { $0 == 18 })
    }
  }

  @Test func wrongFilesAreNamedAndLeaveNothing() async throws {
    try write(images: 15)
    let few = try await make()
    #expect(!few.isFine && few.text.contains("expected 2 images of sandal in train, found 1"))
    try write(images: 35, missing: 1)
    let short = try await make()
    #expect(
      !short.isFine && short.text.contains("expected 420 bytes after the header, found 419"),
      "\(short.text)")
    try write(images: 35)
    try folder.write([0, 0, 8, 1, 0, 0, 0, 2, 0, 1], to: "idx/t10k-labels-idx1-ubyte")
    let uneven = try await make()
    #expect(!uneven.isFine && uneven.text.contains("t10k has 35 images and 2 labels"))
    let name = "idx/train-images-idx3-ubyte"
    try FileManager.default.removeItem(atPath: folder.file(name))
    try folder.write([1, 2, 3], to: name + ".gz")
    let damaged = try await make()
    #expect(!damaged.isFine && damaged.text.contains("ubyte.gz: no gzip file"), "\(damaged.text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["idx"])
  }
}
