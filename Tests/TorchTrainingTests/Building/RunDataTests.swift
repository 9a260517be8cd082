import CentralizeOptions
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

  private func data(_ change: (inout TrainingOptions) throws -> Void = { _ in }) throws -> RunData {
    try RunData(
      configuration(data: folder.path) {
        $0.batchSize = 2
        try change(&$0)
      })
  }

  private func expect(
    _ error: TrainingError, _ change: (inout TrainingOptions) throws -> Void,
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

  @Test func theLastTrainingImagesAreHeldOut() throws {
    let data = try data { $0.validation = 5 }
    #expect(data.training.labels == [0, 1, 2, 3, 4, 5, 0])
    #expect(data.validation?.labels == [1, 2, 3, 4, 5])
    #expect(data.test.count == 4)
  }

  @Test func theFirstOfTheRestAreKept() throws {
    let data = try data {
      $0.validation = 5
      $0.trainSamples = 3
    }
    #expect(data.training.labels == [0, 1, 2])
    #expect(data.validation?.count == 5)
  }

  @Test func classesAreChosenFirstAndCountedAnew() throws {
    let data = try data {
      $0.classSubset = try ClassSubset("1,4-5")
      $0.validation = 2
      $0.trainSamples = 3
    }
    #expect(data.training.labels == [0, 1, 2])
    #expect(data.validation?.labels == [1, 2])
    #expect(data.test.labels == [0, 2])
  }

  @Test func tooFewImagesForAnOptionAreAnError() {
    expect(.tooFewImages(option: "batch-size", wanted: 16, found: 12)) { $0.batchSize = 16 }
    expect(.tooFewImages(option: "batch-size", wanted: 14, found: 12)) { $0.accumulate = 7 }
    expect(.tooFewImages(option: "validation", wanted: 13, found: 12)) { $0.validation = 12 }
    expect(.tooFewImages(option: "train-samples", wanted: 11, found: 10)) {
      $0.validation = 2
      $0.trainSamples = 11
    }
    expect(.tooFewImages(option: "class-subset", wanted: 1, found: 0)) {
      $0.classSubset = try ClassSubset("3-4")
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
    let plain = try data { $0.augment = false }.pipeline
    #expect((plain.crop, plain.flip, plain.dtype) == (.none, false, .float32))
    let fashion = try data { $0.dtype = .float64 }.pipeline
    #expect((fashion.crop, fashion.flip, fashion.dtype) == (.padded(2), true, .float64))
    #expect(fashion.normalization == Normalization(mean: [0.286], deviation: [0.353]))
    let digits = try data { $0.dataset = .mnist }.pipeline
    #expect((digits.crop, digits.flip) == (.padded(2), false))
    #expect(PublishedDataset.cifar100.cropPadding == 4)
    #expect(PublishedDataset.cifar10.isMirrorable)
  }
}
