import Testing
import TorchData

/// CUB-200-2011: four text files of numbered lines.
@Suite struct BirdsTests {
  let tree: Tree
  private let root = "CUB_200_2011/"
  private let names = [
    "001.Black_footed_Albatross/Black_Footed_Albatross_0046_18.jpg",
    "001.Black_footed_Albatross/Black_Footed_Albatross_0009_34.jpg",
    "002.Laysan_Albatross/Laysan_Albatross_0002_1027.jpg",
  ]

  init() throws {
    tree = try Tree()
    try write("images.txt", names)
    try write("image_class_labels.txt", ["1", "1", "2"])
    try write("train_test_split.txt", ["0", "1", "1"])
    try write("classes.txt", ["001.Black_footed_Albatross", "002.Laysan_Albatross"])
    try tree.add(names.map { root + "images/" + $0 })
  }

  private func write(_ name: String, _ values: [String], end: String = "\n") throws {
    try tree.add(
      root + name, text: values.enumerated().map { "\($0 + 1) \($1)" + end }.joined())
  }

  @Test(arguments: ["\n", "\r\n"]) func dividesTheImages(_ end: String) throws {
    try write("train_test_split.txt", ["0", "1", "1"], end: end)
    let folder = root + "images/"
    #expect(
      try tree.listed(.birds, .training) == ["\(folder)\(names[1]):0", "\(folder)\(names[2]):1"])
    #expect(try tree.listed(.birds, .test) == ["\(folder)\(names[0]):0"])
    #expect(
      try tree.classNames(.birds, .test) == ["001.Black_footed_Albatross", "002.Laysan_Albatross"])
    #expect(
      try PublishedDataset.birds.files(of: .test, in: tree.path)
        == ["images", "image_class_labels", "train_test_split", "classes"].map {
          "\(tree.path)/\(root)\($0).txt"
        })
  }

  private func expectWrong(
    _ file: String, line: Int, _ expected: String, _ found: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      tree.error(.birds)
        == .wrongLine(
          file: tree.path + "/" + root + file, line: line, expected: expected, found: found),
      sourceLocation: sourceLocation)
  }

  @Test func wrongListsAreNamed() throws {
    let labels = "image_class_labels.txt"
    try write(labels, ["1", "3", "2"])
    expectWrong(labels, line: 2, "the number of an image and its class, from 1 to 2", "2 3")
    try write(labels, ["0", "1", "2"])
    expectWrong(labels, line: 1, "the number of an image and its class, from 1 to 2", "1 0")
    try tree.add(root + labels, text: "1 1\n3 1\n2 2\n")
    expectWrong(labels, line: 2, "the number 2 and a value", "3 1")
    try write(labels, ["1", "1"])
    #expect(
      tree.error(.birds)
        == .countMismatch(
          imageFile: tree.path + "/" + root + "images.txt", imageCount: 3,
          labelFile: tree.path + "/" + root + labels, labelCount: 2))
    try write(labels, ["1", "1", "2"])
    try write("train_test_split.txt", ["0", "2", "1"])
    expectWrong(
      "train_test_split.txt", line: 2, "the number of an image, and 1 for training or 0", "2 2")
    try write("train_test_split.txt", ["0", "1", "1"])
    try write("images.txt", [names[0], "../\(names[1])", names[2]])
    expectWrong(
      "images.txt", line: 2, "a path inside of the folder of images", "2 ../\(names[1])")
    try write("images.txt", [names[0], "b.jpg", names[2]])
    #expect(
      tree.error(.birds)
        == .missingImage(
          file: tree.path + "/" + root + "images/b.jpg",
          list: tree.path + "/" + root + "images.txt"))
    try write("train_test_split.txt", ["0", "0", "0"])
    #expect(tree.error(.birds) == .empty(file: tree.path + "/" + root + "images.txt"))
  }

  @Test func moreClassesThanThereAreIsAnError() throws {
    try write("classes.txt", (1...201).map { "\($0).bird" })
    #expect(
      tree.error(.birds)
        == .tooManyClasses(
          folder: tree.path + "/" + root + "classes.txt", expected: 200, found: 201))
  }
}
