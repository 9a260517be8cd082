import CentralizeOptions
import Foundation
import TestSupport
import Testing
import Torch
import TorchData

@testable import TorchTraining

struct RunDataTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(training: [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5], test: [0, 1, 2, 5])
  }

  private func data(_ change: (inout OptionMap) throws -> Void = { _ in }) throws -> RunData {
    try RunData(
      configuration(data: folder.path) {
        $0[.batchSize] = 2
        try change(&$0)
      })
  }

  private func expect(
    _ error: TrainingError, _ change: (inout OptionMap) throws -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: error, sourceLocation: sourceLocation) { try data(change) }
  }

  @Test func isEverythingByDefault() throws {
    let data = try data()
    #expect(data.training.labels == [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5])
    #expect(data.validation == nil)
    #expect(data.test.labels == [0, 1, 2, 5])
  }

  /// Of 8 × 8 pixels, `resnet8` leaves one.
  @Test func batchNormOverASingleValueIsRefused() throws {
    func task(_ change: (inout OptionMap) -> Void = { _ in }) throws -> ClassificationTask {
      try ClassificationTask(
        configuration(data: folder.path) {
          $0[.batchSize] = 1
          change(&$0)
        })
    }
    let error = #expect(throws: TrainingError.self) { try task() }
    #expect(error == .oneValuePerChannel(size: "8 × 8"))
    #expect(error?.description.hasPrefix("--batch-size: batch norm needs more than one") == true)
    #expect(error?.description.contains("(--image-size)") == true)
    _ = try task { $0[.batchSize] = 2 }
    _ = try task { $0[.normalization] = "group" }
    _ = try task { $0[.freezeBatchNorm] = true }
    _ = try task {
      $0[.crop] = "center"
      $0[.imageSize] = 16
    }
  }

  @Test func imagesOfAnotherSizeAreToldOf() throws {
    #expect(try data().notes.isEmpty)
    try folder.write(
      [0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 9, 0, 0, 0, 8] + [UInt8](repeating: 0, count: 288),
      to: "t10k-images-idx3-ubyte")
    #expect(
      try data().notes == [
        "the images to train on have 8 × 8 pixels, those to test on 9 × 8"
      ])
  }

  @Test func imagesThatAreNotReadAreToldOf() throws {
    let tree = try TemporaryFolder()
    for name in [
      "train/a/1.jpg", "train/b/1.png", "val/a/1.jpg", "val/b/1.jpg", "train/a/2.WEBP",
      "train/b/in/3.webp", "train/b/4.tif", "val/b/5.bmp", "val/b/notes.txt",
    ] { try tree.write([1], to: name) }
    let data = try RunData(
      configuration {
        $0[.dataset] = "folder"
        $0[.data] = .text(tree.path)
        $0[.classes] = 2
        $0[.batchSize] = 2
      })
    #expect(
      data.notes == [
        "\(tree.path), training: 3 files of image formats that are not read (.tif, .webp)",
        "\(tree.path), test: 1 file of an image format that is not read (.bmp)",
      ])
  }

  @Test func theLastTrainingImagesAreHeldOut() throws {
    let data = try data { $0[.validation] = 5 }
    #expect(data.training.labels == [0, 1, 2, 3, 4, 5, 0])
    #expect(data.validation?.labels == [1, 2, 3, 4, 5])
    #expect(data.test.count == 4)
  }

  @Test func theFirstOfTheRestAreKept() throws {
    let data = try data {
      $0[.validation] = 5
      $0[.trainSamples] = 3
    }
    #expect(data.training.labels == [0, 1, 2])
    #expect(data.validation?.count == 5)
  }

  @Test func classesAreChosenFirstAndCountedAnew() throws {
    let data = try data {
      $0[.classSubset] = "1,4-5"
      $0[.validation] = 2
      $0[.trainSamples] = 3
    }
    #expect(data.training.labels == [0, 1, 2])
    #expect(data.validation?.labels == [1, 2])
    #expect(data.test.labels == [0, 2])
  }

  @Test func tooFewImagesForAnOptionAreAnError() {
    expect(.tooFewImages(option: "batch-size", wanted: 16, found: 12)) { $0[.batchSize] = 16 }
    expect(.tooFewImages(option: "batch-size", wanted: 14, found: 12)) { $0[.accumulate] = 7 }
    expect(.tooFewImages(option: "validation", wanted: 13, found: 12)) { $0[.validation] = 12 }
    expect(.tooFewImages(option: "train-samples", wanted: 11, found: 10)) {
      $0[.validation] = 2
      $0[.trainSamples] = 11
    }
    expect(.tooFewImages(option: "class-subset", wanted: 1, found: 0)) {
      $0[.classSubset] = "3-4"
    }
  }

  @Test func knowsTheDigestOfEachFile() throws {
    try folder.write(Array("abc".utf8), to: "abc")
    let digests = try fileDigests([folder.file("abc")])
    // The first example of FIPS 180-2.
    #expect(
      digests == ["abc": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"])
    #expect(
      try data().digests.keys.sorted() == [
        "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", "train-images-idx3-ubyte",
        "train-labels-idx1-ubyte",
      ])
  }

  @Test func theImagesAreCroppedFlippedAndOfTheRunsType() throws {
    let plain = try data { $0[.augment] = false }.trainingPipeline
    #expect((plain.crop, plain.flip, plain.dtype) == (.none, false, .float32))
    let fashion = try data { $0[.dtype] = "float64" }.trainingPipeline
    #expect((fashion.crop, fashion.flip, fashion.dtype) == (.padded(2), true, .float64))
    #expect(fashion.normalization == Normalization(mean: [0.286], deviation: [0.353]))
    let digits = try data { $0[.dataset] = "mnist" }.trainingPipeline
    #expect((digits.crop, digits.flip) == (.padded(2), false))
    #expect(PublishedDataset.cifar100.cropPadding == 4)
    #expect(PublishedDataset.cifar10.isMirrorable)
  }

  /// Twenty images of each of three classes to learn from, two to test with.
  private func writeFiles() throws {
    for name in ["a", "b", "c"] {
      for index in 0..<20 {
        try folder.add([UInt8](repeating: 0, count: index), to: "train/\(name)/\(100 + index).jpg")
      }
      for index in 0..<2 { try folder.add([1], to: "val/\(name)/\(index).png") }
    }
  }

  private func files(_ change: (inout OptionMap) throws -> Void = { _ in }) throws -> RunData {
    try data {
      $0[.dataset] = "folder"
      $0[.classes] = 3
      try change(&$0)
    }
  }

  @Test func imageFilesAreDividedWithAShareOfEveryClass() throws {
    try writeFiles()
    let data = try files {
      $0[.validation] = 6
      $0[.trainSamples] = 9
    }
    #expect(data.validation?.labels == [0, 0, 1, 1, 2, 2])
    #expect(data.training.labels == [0, 0, 0, 1, 1, 1, 2, 2, 2])
    #expect(try files().training.labels == (0..<60).map { $0 / 20 })
    let held = try #require(data.validation)
    #expect(Set(try paths(data.training)).isDisjoint(with: try paths(held)))
    #expect(try paths(held) == paths(held).sorted())
    #expect(try paths(files { $0[.validation] = 6 }.validation ?? held) == paths(held))
  }

  private func paths(_ images: any ImageDataset) throws -> [String] {
    var paths: [String] = []
    for index in images.labels.indices {
      try images.withImage(at: index) { image in
        if case .file(let path) = image { paths.append(path) }
      }
    }
    return paths
  }

  @Test func theDigestOfImageFilesIsThatOfTheirPathsAndSizes() throws {
    try writeFiles()
    let digests = try files().digests
    #expect(digests.keys.sorted() == ["test images", "training images"])
    // printf 'val/a/0.png\t1\nval/a/1.png\t1\nval/b/0.png\t1\n…' | sha256sum
    #expect(
      digests["test images"] == "0c89b9aefa2b942c09424d26b20f5b4733eec46bc63c8128d56b44055c6c6223")
    try folder.add([1, 2], to: "val/b/1.png")
    let other = try files().digests
    #expect(other["test images"] != digests["test images"])
    #expect(other["training images"] == digests["training images"])
    try FileManager.default.moveItem(
      atPath: folder.file("train/c/100.jpg"), toPath: folder.file("train/c/99.jpg"))
    #expect(try files().digests["training images"] != digests["training images"])
  }

  @Test func classesThatTheDataDoesNotHaveAreAnError() throws {
    try writeFiles()
    expect(
      .unfitClasses(option: "classes", expected: "at least 3, the number in the data", found: "2")
    ) {
      $0[.dataset] = "folder"
      $0[.classes] = 2
    }
    expect(
      .unfitClasses(
        option: "class-subset", expected: "within the classes 0-2 of the data", found: "1,3")
    ) {
      $0[.dataset] = "folder"
      $0[.classSubset] = "1,3"
    }
  }
}

extension TemporaryFolder {
  fileprivate func add(_ bytes: [UInt8], to name: String) throws {
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: file(name)).deletingLastPathComponent(),
      withIntermediateDirectories: true)
    try write(bytes, to: name)
  }
}
