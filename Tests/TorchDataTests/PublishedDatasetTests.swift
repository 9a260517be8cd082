import Foundation
import Testing
import TorchData

/// What is known of the data sets, and where their files are looked for.
@Suite struct PublishedDatasetTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func hasTheConstantsOfThePapers() {
    let names = DatasetName.allCases.filter { !$0.findsObjects }
    let all = names.map { $0.published() }
    #expect(all.map(\.name) == names)
    #expect(
      all.map(\.name.rawValue) == [
        "fashion-mnist", "mnist", "cifar10", "cifar100", "imagenet", "mini-imagenet",
        "fgvc-aircraft", "stanford-cars", "stanford-dogs", "cub-200-2011", "folder",
      ])
    #expect(all.prefix(4).map(\.classNames.count) == [10, 10, 10, 100])
    #expect(DatasetName(rawValue: "fashion-mnist")?.summary.hasPrefix("clothes") == true)
    #expect(DatasetName(rawValue: "voc") == nil)
    #expect(
      PublishedDataset.fashionMNIST.normalization
        == Normalization(mean: [0.286], deviation: [0.353]))
    #expect(
      PublishedDataset.mnist.normalization == Normalization(mean: [0.1307], deviation: [0.3081]))
    #expect(
      PublishedDataset.cifar100.normalization
        == Normalization(mean: [0.507, 0.487, 0.441], deviation: [0.267, 0.256, 0.276]))
    #expect(
      PublishedDataset.imageNet.normalization
        == Normalization(mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225]))
    #expect(PublishedDataset.fashionMNIST.classNames[9] == "ankle boot")
    // CIFAR-100 numbers its classes by the alphabet.
    let kinds = PublishedDataset.cifar100.classNames
    #expect(kinds == kinds.sorted())
    for dataset in all {
      #expect(dataset.normalization.mean.count == dataset.imageShape?.channels ?? 3)
      #expect(Set(dataset.classNames).count == dataset.classNames.count)
    }
  }

  @Test func prefersPlainFilesToCompressedOnes() throws {
    try folder.write(SmallFiles.gzip(SmallFiles.images), to: "train-images-idx3-ubyte.gz")
    try folder.write(SmallFiles.gzip(SmallFiles.labels), to: "train-labels-idx1-ubyte.gz")
    #expect(
      try PublishedDataset.mnist.files(of: .training, in: folder.path) == [
        folder.path + "/train-images-idx3-ubyte.gz", folder.path + "/train-labels-idx1-ubyte.gz",
      ])
    try folder.write(SmallFiles.idx([3], [1, 2, 3]), to: "train-labels-idx1-ubyte")
    #expect(
      try PublishedDataset.mnist.files(of: .training, in: folder.path + "/") == [
        folder.path + "/train-images-idx3-ubyte.gz", folder.path + "/train-labels-idx1-ubyte",
      ])
    let images = try PublishedDataset.mnist.load(.training, from: folder.path)
    #expect(images.labels == [1, 2, 3])
    #expect((images as? InMemoryImages)?.pixels == Array(0..<18))
  }

  @Test func readsTheTestImages() throws {
    try folder.write(SmallFiles.images, to: "t10k-images-idx3-ubyte")
    try folder.write(SmallFiles.labels, to: "t10k-labels-idx1-ubyte")
    #expect(
      try PublishedDataset.fashionMNIST.load(.test, from: folder.path).labels == [7, 0, 9])
  }

  @Test func namesWhatIsMissing() throws {
    let file = #expect(throws: DataError.self) {
      try PublishedDataset.mnist.load(.training, from: folder.path)
    }
    #expect(
      file
        == .missingFile(
          names: ["train-images-idx3-ubyte", "train-images-idx3-ubyte.gz"], folder: folder.path))
    let absent = #expect(throws: DataError.self) {
      try PublishedDataset.mnist.load(.training, from: folder.path + "/absent")
    }
    #expect(absent == .missingFolder(folder.path + "/absent"))
    try folder.write([], to: "file")
    let noFolder = #expect(throws: DataError.self) {
      try PublishedDataset.mnist.load(.training, from: folder.path + "/file")
    }
    #expect(noFolder == .missingFolder(folder.path + "/file"))
  }

  @Test func readsTheRealFashionMNIST() throws {
    let place = "/usr/share/datasets/fashion-mnist"
    guard FileManager.default.fileExists(atPath: place) else { return }
    let test = try PublishedDataset.fashionMNIST.load(.test, from: place)
    #expect(test.count == 10_000)
    #expect(test.commonShape == PublishedDataset.fashionMNIST.imageShape)
    for label in 0..<10 { #expect(test.labels.count { $0 == label } == 1000) }
    #expect(Array(test.labels.prefix(5)) == [9, 2, 1, 1, 6])
  }
}
