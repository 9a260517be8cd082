import Testing
import TorchData

/// Mini-ImageNet: the three parts pooled, each class divided.
@Suite struct MiniImageNetTests {
  let tree: Tree

  init() throws { tree = try Tree() }

  /// Twelve images of each class, their names not in order.
  private func writeLists(end: String = "\n") throws {
    for (part, classes) in [("train", ["n03", "n01"]), ("val", ["n04"]), ("test", ["n02"])] {
      var text = "filename,label" + end
      for index in [7, 3, 1, 2, 4, 5, 6, 8, 9, 10, 11, 12] {
        for name in classes {
          text += "\(name)_\(index).jpg,\(name)" + end
          try tree.add("images/\(name)_\(index).jpg")
        }
      }
      try tree.add("\(part).csv", text: text)
    }
  }

  @Test(arguments: ["\n", "\r\n"])
  func listsArePooledAndEachClassIsDivided(_ end: String) throws {
    try writeLists(end: end)
    let training = try tree.listed(.miniImageNet, .training)
    let test = try tree.listed(.miniImageNet, .test)
    let names = ["n01", "n02", "n03", "n04"]
    #expect(try tree.classNames(.miniImageNet, .training) == names)
    #expect(try tree.classNames(.miniImageNet, .test) == names)
    for (label, name) in names.enumerated() {
      let expected = [7, 3, 1, 2, 4, 5, 6, 8, 9, 10, 11, 12].map {
        "images/\(name)_\($0).jpg:\(label)"
      }
      #expect(Array(training[(label * 10)..<(label * 10 + 10)]) == Array(expected.prefix(10)))
      #expect(Array(test[(label * 2)..<(label * 2 + 2)]) == Array(expected.suffix(2)))
    }
    #expect(training.count == 40 && test.count == 8)
    #expect(
      try PublishedDataset.miniImageNet.files(of: .test, in: tree.path)
        == ["train", "val", "test"].map { "\(tree.path)/\($0).csv" })
  }

  @Test func sixHundredImagesAreFiveHundredAndOneHundred() throws {
    for (part, name) in [("train", "a"), ("val", "b"), ("test", "c")] {
      try tree.add((0..<(name == "b" ? 610 : 600)).map { "\(part)/\(name)/\(1000 + $0).jpg" })
    }
    let training = try tree.listed(.miniImageNet, .training)
    let test = try tree.listed(.miniImageNet, .test)
    #expect(training.count == 1500 && test.count == 300)
    #expect(training[499] == "train/a/1499.jpg:0" && test[0] == "train/a/1500.jpg:0")
    #expect(test[199] == "val/b/1599.jpg:1" && training[1000] == "test/c/1000.jpg:2")
  }

  @Test func aClassBelongsToOnePart() throws {
    try tree.add("train/a/1.jpg", "train/a/2.jpg", "val/b/1.jpg", "val/b/2.jpg", "test/a/1.jpg")
    #expect(
      tree.error(.miniImageNet)
        == .repeatedClass(name: "a", first: tree.path + "/train", second: tree.path + "/test"))
    try writeLists()
    try tree.add("val.csv", text: "filename,label\nn01_1.jpg,n01\n")
    #expect(
      tree.error(.miniImageNet)
        == .repeatedClass(
          name: "n01", first: tree.path + "/train.csv", second: tree.path + "/val.csv"))
  }

  @Test func wrongListsAreNamed() throws {
    try writeLists()
    let list = tree.path + "/train.csv"
    for (text, line, expected, found) in [
      ("n01_1.jpg,n01\n", 1, "filename,label", "n01_1.jpg,n01"),
      (
        "filename,label\n../x.jpg,n01\n", 2, "a path inside of the folder of images", "../x.jpg,n01"
      ),
      ("filename,label\nx.jpg\n", 2, "the name of a file and of a class", "x.jpg"),
      ("filename,label\na,b,c\n", 2, "the name of a file and of a class", "a,b,c"),
    ] {
      try tree.add("train.csv", text: text)
      #expect(
        tree.error(.miniImageNet)
          == .wrongLine(file: list, line: line, expected: expected, found: found))
    }
    try tree.add("train.csv", text: "filename,label\nmissing.jpg,n01\n")
    #expect(
      tree.error(.miniImageNet)
        == .missingImage(file: tree.path + "/images/missing.jpg", list: list))
    try tree.remove("test.csv")
    #expect(
      tree.error(.miniImageNet) == .missingFile(names: ["test.csv"], folder: tree.path))
  }

  @Test func oneImageCannotBeDivided() throws {
    try tree.add("train/a/1.jpg", "val/b/1.jpg", "val/b/2.jpg", "test/c/1.jpg", "test/c/2.jpg")
    #expect(
      tree.error(.miniImageNet) == .emptyClass(folder: tree.path + "/train, training part"))
  }
}
