import Foundation
import TestSupport
import Testing
import Torch

/// Training on, and classifying, image files.
struct ImageFileTests {
  private let folder: TemporaryFolder
  private static let network = ["--model", "resnet18", "--threads", "1", "--image-size", "32"]

  /// Four images of each of two classes to learn from, one of them damaged, and one to test with.
  init() throws {
    folder = try TemporaryFolder()
    let files = try Fixture.tensors("images.safetensors").under("file/")
    let kinds = ["baseline-420", "cmyk", "progressive-444", "png-rgb8"]
    for name in ["a", "b"] {
      for (index, kind) in kinds.enumerated() {
        let bytes: [UInt8] = try #require(files[kind]).array()
        try folder.write(bytes, to: "data/train/\(name)/\(index).jpg")
        if index == 0 { try folder.write(bytes, to: "data/val/\(name)/x, y.jpg") }
      }
    }
    let damaged = try folder.read("data/train/b/2.jpg")
    try folder.write(Array(damaged.prefix(damaged.count / 2)), to: "data/train/b/2.jpg")
  }

  private func train(_ output: String, _ words: String...) async throws -> Outcome {
    let common = [
      "train", "--dataset", "folder", "--data", "data", "--batch-size", "8", "--steps", "1",
      "--learning-rate", "1e-4", "--output", output,
    ]
    return try await Command.run(common + Self.network + words, in: folder.path)
  }

  @Test func aDamagedImageEndsTheRunOrIsCounted() async throws {
    expectFailure(
      try await train("stopped"), code: 1, "train/b/2.jpg", "expected an intact image")
    let outcome = try await train(
      "run", "--skip-corrupt", "--color-jitter", "0.4,0.4,0.4,0.1", "--random-erasing", "0.5",
      "--mixup", "0.2", "--cutmix", "1", "--exif")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("left out: ") && outcome.errors.contains("train/b/2.jpg"))
    let log = String(decoding: try folder.read("run/metrics.jsonl"), as: UTF8.self)
    #expect(log.contains("\"skippedImages\":1"), "\(log)")

    let words =
      ["predict", "--weights", "run/weights.safetensors", "--output", "classes.csv"] + Self.network
    func lines(_ images: [String]) async throws -> [String] {
      let predicted = try await Command.run(words + images, in: folder.path)
      #expect(predicted.code == 0, "\(predicted.errors)")
      return String(decoding: try folder.read("classes.csv"), as: UTF8.self)
        .split(separator: "\r\n").map(String.init)
    }
    let ofFolder = try await lines(["--images", "data/val"])
    #expect(ofFolder.first == "file,class,probability,name")
    #expect(ofFolder.count == 3)
    #expect(ofFolder[1].hasPrefix("\"a/x, y.jpg\",") && ofFolder[2].hasPrefix("\"b/x, y.jpg\","))
    // The same image in both folders, and the more likely of two classes.
    let fields = ofFolder.dropFirst().map { $0.split(separator: ",").suffix(3) }
    #expect(fields[0] == fields[1])
    #expect(fields.allSatisfy { Double($0.dropFirst().first ?? "").map { $0 >= 0.5 } == true })
    #expect(fields.allSatisfy { $0.last == ($0.first == "0" ? "a" : "b") })
    // Files as they are named, folders beside them with theirs; the classes in the order of likelihood. As
    // many as a shell makes of an asterisk: more than fit into one argument of the engine.
    let many = (0..<1500).map { _ in
      "data/train/a/../../../data/train/a/../../../data/val/b/x, y.jpg"
    }
    let ofFiles = try await lines(
      ["--top", "2", "--images", "data/val/a/x, y.jpg", "--images", "data/val"] + many)
    #expect(ofFiles.count == 1 + 2 * (3 + many.count))
    #expect(
      ofFiles[1].hasPrefix("\"data/val/a/x, y.jpg\",")
        && ofFiles[1].hasSuffix(fields[0].joined(separator: ",")))
    #expect(
      ofFiles[3].hasPrefix("\"data/val/a/x, y.jpg\",") && ofFiles[5].hasPrefix("\"data/val/b/x"))
    #expect(Set(ofFiles[1...2].map { $0.split(separator: ",").last ?? "" }) == ["a", "b"])

    let damaged = try await Command.run(words + ["--images", "data/train"], in: folder.path)
    expectFailure(damaged, code: 1, "train/b/2.jpg", "expected an intact image")
    let both = try await Command.run(
      words + ["--images", "data/val", "--input", "i"], in: folder.path)
    expectFailure(both, code: 64, "--input cannot be given here")
  }
}
