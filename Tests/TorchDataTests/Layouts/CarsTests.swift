import Testing
import TorchData

/// Stanford Cars: its MATLAB files.
@Suite struct CarsTests {
  let tree: Tree

  init() throws { tree = try Tree() }

  private func write(_ root: String = "", train: String = "cars train") throws {
    try tree.add(root + "devkit/cars_meta.mat", matlab: "cars meta")
    try tree.add(root + "devkit/cars_train_annos.mat", matlab: train)
    try tree.add(root + "cars_test_annos_withlabels.mat", matlab: "cars test")
    try tree.add((1...4).map { root + "cars_train/0000\($0).jpg" })
    try tree.add((1...3).map { root + "cars_test/0000\($0).jpg" })
  }

  @Test(arguments: ["", "stanford_cars/"]) func readsBothParts(_ root: String) throws {
    try write(root)
    #expect(
      try tree.listed(.stanfordCars, .training)
        == zip(1..., [2, 0, 1, 0]).map { "\(root)cars_train/0000\($0).jpg:\($1)" })
    #expect(
      try tree.listed(.stanfordCars, .test)
        == zip(1..., [1, 1, 2]).map { "\(root)cars_test/0000\($0).jpg:\($1)" })
    #expect(
      try tree.classNames(.stanfordCars, .test) == [
        "AM General Hummer", "Ram C/V Cargo", "Citroën",
      ])
  }

  @Test func theLabelsOfTheTestMayLieInTheKit() throws {
    try write()
    try tree.remove("cars_test_annos_withlabels.mat")
    #expect(
      tree.error(.stanfordCars, .test)
        == .missingFile(
          names: ["devkit/cars_test_annos_withlabels.mat", "cars_test_annos_withlabels.mat"],
          folder: tree.path))
    try tree.add("devkit/cars_test_annos_withlabels.mat", matlab: "cars test")
    #expect(try tree.listed(.stanfordCars, .test).count == 3)
  }

  @Test(arguments: [
    ("cars class 4", "image 2 has the class 4, of 1 to 3"),
    ("cars class 0", "image 2 has the class 0, of 1 to 3"),
    ("cars outside", "image 1, '../cars_test/00001.jpg', lies outside of the folder"),
    ("cars half", "'annotations/class' is not all whole numbers"),
    ("cars meta", "it has no variable 'annotations' that can be read"),
  ])
  func wrongAnnotationsAreNamed(_ fixture: String, _ reason: String) throws {
    try write(train: fixture)
    #expect(
      tree.error(.stanfordCars)
        == .corruptMAT(file: tree.path + "/devkit/cars_train_annos.mat", reason: reason))
  }

  @Test func imagesThatAreNotThereAreNamed() throws {
    try write()
    try tree.remove("cars_train/00003.jpg")
    #expect(
      tree.error(.stanfordCars)
        == .missingImage(
          file: tree.path + "/cars_train/00003.jpg",
          list: tree.path + "/devkit/cars_train_annos.mat"))
    try tree.remove("devkit")
    #expect(
      tree.error(.stanfordCars)
        == .missingFile(names: ["devkit", "stanford_cars"], folder: tree.path))
  }
}
