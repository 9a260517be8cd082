import Testing
import TorchData

/// ImageNet: folders, and the validation as it is published.
@Suite struct ImageNetTests {
  let tree: Tree
  private let truth = "ILSVRC2012_devkit_t12/data/ILSVRC2012_validation_ground_truth.txt"
  private let meta = "ILSVRC2012_devkit_t12/data/meta.mat"

  init() throws {
    tree = try Tree()
    for name in ["n03", "n01", "n04", "n02"] { try tree.add("train/\(name)/\(name)_10.JPEG") }
  }

  /// In the development kit 1 is n03, 2 is n01, 3 is n04 and 4 is n02.
  private func publish(truth numbers: String, images: Int) throws {
    try tree.add(meta, matlab: "imagenet meta")
    try tree.add(truth, text: numbers)
    try tree.add((1...images).map { "val/ILSVRC2012_val_0000000\($0).JPEG" })
  }

  @Test func trainsOnFoldersInTheOrderOfTheIdentifiers() throws {
    #expect(
      try tree.listed(.imageNet, .training) == [
        "train/n01/n01_10.JPEG:0", "train/n02/n02_10.JPEG:1", "train/n03/n03_10.JPEG:2",
        "train/n04/n04_10.JPEG:3",
      ])
  }

  @Test func mapsTheNumbersOfTheDevelopmentKit() throws {
    try publish(truth: "4\n1\n2\n3\n1\n", images: 5)
    let files = (1...5).map { "val/ILSVRC2012_val_0000000\($0).JPEG" }
    #expect(
      try tree.listed(.imageNet, .test) == zip(files, [1, 2, 0, 3, 2]).map { "\($0):\($1)" })
    #expect(try tree.classNames(.imageNet, .test) == ["n01", "n02", "n03", "n04"])
    #expect(
      try PublishedDataset.imageNet.files(of: .test, in: tree.path) == [
        tree.path + "/" + truth, tree.path + "/" + meta,
      ])
  }

  @Test func readsValidationFolders() throws {
    for name in ["n01", "n02", "n03", "n04"] { try tree.add("val/\(name)/v.JPEG") }
    #expect(
      try tree.listed(.imageNet, .test) == [
        "val/n01/v.JPEG:0", "val/n02/v.JPEG:1", "val/n03/v.JPEG:2", "val/n04/v.JPEG:3",
      ])
    #expect(try PublishedDataset.imageNet.files(of: .test, in: tree.path).isEmpty)
  }

  @Test func readsTheValidationAlone() throws {
    try publish(truth: "4\n1\n", images: 2)
    try tree.remove("train")
    #expect(try tree.listed(.imageNet, .test).count == 2)
  }

  @Test func findsTheFoldersOfTheChallenge() throws {
    try tree.remove("train")
    try tree.add("ILSVRC/Data/CLS-LOC/train/n02/a.JPEG", "ILSVRC/Data/CLS-LOC/val/n02/v.JPEG")
    #expect(
      try tree.listed(.imageNet, .training) == ["ILSVRC/Data/CLS-LOC/train/n02/a.JPEG:0"])
    #expect(try tree.listed(.imageNet, .test) == ["ILSVRC/Data/CLS-LOC/val/n02/v.JPEG:0"])
  }

  @Test func otherClassesThanTheTrainedOnesAreNamed() throws {
    try publish(truth: "4\n1\n", images: 2)
    try tree.add("train/n07/n07_1.JPEG")
    #expect(
      tree.error(.imageNet, .test)
        == .differentClasses(
          first: tree.path + "/train", onlyFirst: ["n07"], second: tree.path + "/val",
          onlySecond: []))
  }

  @Test func wrongListsAreNamed() throws {
    let list = tree.path + "/" + truth
    try publish(truth: "4\n5\n", images: 2)
    #expect(
      tree.error(.imageNet, .test)
        == .wrongLine(
          file: list, line: 2, expected: "the number of a class, from 1 to 4", found: "5"))
    try publish(truth: "4\n1\n", images: 3)
    #expect(
      tree.error(.imageNet, .test)
        == .countMismatch(
          imageFile: tree.path + "/val", imageCount: 3, labelFile: list, labelCount: 2))
    try publish(truth: "4\n1\n1\n1\n", images: 3)
    #expect(
      tree.error(.imageNet, .test)
        == .missingImage(file: tree.path + "/val/ILSVRC2012_val_00000004.JPEG", list: list))
    try tree.remove(truth)
    #expect(tree.error(.imageNet, .test) == .missingFile(names: [truth], folder: tree.path))
    try publish(truth: "1\n1\n1\n", images: 3)
    try tree.add(meta, matlab: "cars meta")
    guard case .corruptMAT = tree.error(.imageNet, .test) else {
      Issue.record("a file without synsets was taken")
      return
    }
  }

  @Test func moreClassesThanThereAreIsAnError() throws {
    try tree.add((0..<1000).map { "train/m\($0)/1.JPEG" })
    #expect(
      tree.error(.imageNet)
        == .tooManyClasses(folder: tree.path + "/train", expected: 1000, found: 1004))
  }
}
