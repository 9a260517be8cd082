import Testing
import TorchData

/// Stanford Dogs: its MATLAB lists, or folders.
@Suite struct DogsTests {
  let tree: Tree

  init() throws { tree = try Tree() }

  private func write(lists: String = "", test: String = "dogs test") throws {
    try tree.add(lists + "train_list.mat", matlab: "dogs train")
    try tree.add(lists + "test_list.mat", matlab: test)
    for name in ["n01-a", "n02-b"] {
      try tree.add((1...4).map { "Images/\(name)/\(name)_\($0).jpg" })
    }
  }

  /// The labels are those of the lists, whatever the order of the folders.
  @Test(arguments: ["", "lists/"]) func readsTheLists(_ lists: String) throws {
    try write(lists: lists)
    #expect(
      try tree.listed(.stanfordDogs, .training) == [
        "Images/n02-b/n02-b_1.jpg:0", "Images/n02-b/n02-b_2.jpg:0", "Images/n01-a/n01-a_1.jpg:1",
      ])
    #expect(
      try tree.listed(.stanfordDogs, .test) == [
        "Images/n01-a/n01-a_3.jpg:1", "Images/n02-b/n02-b_3.jpg:0",
      ])
    #expect(try tree.classNames(.stanfordDogs, .test) == ["n02-b", "n01-a"])
  }

  @Test func readsFolders() throws {
    try tree.add("train/n01-a/1.jpg", "train/n02-b/1.jpg", "test/n01-a/2.jpg", "test/n02-b/2.jpg")
    #expect(
      try tree.listed(.stanfordDogs, .training) == ["train/n01-a/1.jpg:0", "train/n02-b/1.jpg:1"])
    #expect(
      try tree.listed(.stanfordDogs, .test) == ["test/n01-a/2.jpg:0", "test/n02-b/2.jpg:1"])
    #expect(try PublishedDataset.stanfordDogs.files(of: .test, in: tree.path).isEmpty)
  }

  @Test func listsThatContradictThemselvesAreNamed() throws {
    try write(test: "dogs mixed")
    #expect(
      tree.error(.stanfordDogs, .test)
        == .corruptMAT(
          file: tree.path + "/test_list.mat", reason: "class 2 is both n01-a and n02-b"))
    try tree.add("train_list.mat", matlab: "dogs gap")
    #expect(
      tree.error(.stanfordDogs)
        == .corruptMAT(
          file: tree.path + "/train_list.mat", reason: "class 2 of 3 has no image"))
  }

  @Test func whatIsMissingIsNamed() throws {
    #expect(
      tree.error(.stanfordDogs)
        == .missingFile(
          names: ["train_list.mat", "lists/train_list.mat", "train"], folder: tree.path))
    try write()
    try tree.remove("Images/n01-a/n01-a_1.jpg")
    #expect(
      tree.error(.stanfordDogs)
        == .missingImage(
          file: tree.path + "/Images/n01-a/n01-a_1.jpg", list: tree.path + "/train_list.mat"))
  }
}
