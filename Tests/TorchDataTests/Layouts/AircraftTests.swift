import Testing
import TorchData

/// FGVC Aircraft: names with spaces and slashes, in three levels.
@Suite struct AircraftTests {
  let tree: Tree
  private let data = "fgvc-aircraft-2013b/data/"

  init() throws {
    tree = try Tree()
    try tree.add(data + "variants.txt", text: "737-700\nF/A-18\nDHC-8-100\n")
    try tree.add(data + "families.txt", text: "Boeing 737\nF/A-18\nDash 8\n")
    try tree.add(data + "manufacturers.txt", text: "Boeing\nMcDonnell Douglas\nde Havilland\n")
    for (level, names) in [
      ("variant", ["737-700", "F/A-18", "DHC-8-100"]),
      ("family", ["Boeing 737", "F/A-18", "Dash 8"]),
      ("manufacturer", ["Boeing", "McDonnell Douglas", "de Havilland"]),
    ] {
      try tree.add(
        data + "images_\(level)_trainval.txt",
        text: "1025794 \(names[1])\r\n0034309 \(names[0])\r\n")
      try tree.add(data + "images_\(level)_test.txt", text: "0000007 \(names[2])\n")
    }
    try tree.add(["1025794", "0034309", "0000007"].map { data + "images/\($0).jpg" })
  }

  @Test(arguments: AircraftLabels.allCases)
  func readsEveryLevel(_ level: AircraftLabels) throws {
    let images = data + "images/"
    #expect(
      try tree.listed(.aircraft(level), .training) == [
        images + "1025794.jpg:1", images + "0034309.jpg:0",
      ])
    #expect(try tree.listed(.aircraft(level), .test) == [images + "0000007.jpg:2"])
    let files = try PublishedDataset.aircraft(level).files(of: .training, in: tree.path)
    #expect(files[0] == tree.path + "/" + data + "images_\(level)_trainval.txt")
  }

  @Test func namesItsClasses() throws {
    #expect(try tree.classNames(.aircraft(.variant), .test) == ["737-700", "F/A-18", "DHC-8-100"])
    #expect(
      try tree.classNames(.aircraft(.manufacturer), .training) == [
        "Boeing", "McDonnell Douglas", "de Havilland",
      ])
    #expect(AircraftLabels.allCases.map(\.classes) == [100, 70, 30])
  }

  @Test func wrongListsAreNamed() throws {
    let list = data + "images_variant_trainval.txt"
    let path = tree.path + "/" + list
    let variants = tree.path + "/" + data + "variants.txt"
    for (text, line, expected, found) in [
      ("1025794 737-701\n", 1, "a class of \(variants)", "1025794 737-701"),
      ("1025794 F/A-18\n1025794\n", 2, "the number of an image and its class", "1025794"),
      (
        "../1025794 F/A-18\n", 1, "a path inside of the folder of images", "../1025794 F/A-18"
      ),
    ] {
      try tree.add(list, text: text)
      #expect(
        tree.error(.aircraft(.variant))
          == .wrongLine(file: path, line: line, expected: expected, found: found))
    }
    try tree.add(list, text: "1025794 F/A-18\n\n55 F/A-18\n")
    #expect(
      tree.error(.aircraft(.variant))
        == .missingImage(file: tree.path + "/" + data + "images/55.jpg", list: path))
    try tree.add(list, text: "\n\n")
    #expect(tree.error(.aircraft(.variant)) == .empty(file: path))
    try tree.folder.write([0x31, 0x20, 0xFF, 0x0A], to: list)
    guard case .wrongLine(_, 1, "UTF-8 without zeros", _) = tree.error(.aircraft(.variant)) else {
      Issue.record("a list that is not UTF-8 was read")
      return
    }
    try tree.add(data + "variants.txt", text: "a\nb\na\n")
    #expect(
      tree.error(.aircraft(.variant), .test)
        == .wrongLine(file: variants, line: 3, expected: "another class than before", found: "a"))
    let many = (0...100).map { "v\($0)" }.joined(separator: "\n")
    try tree.add(data + "variants.txt", text: many)
    #expect(
      tree.error(.aircraft(.variant), .test)
        == .tooManyClasses(folder: variants, expected: 100, found: 101))
  }

  @Test func listsThatAreNotThereAreNamed() throws {
    try tree.remove(data + "images_family_test.txt")
    #expect(
      tree.error(.aircraft(.family), .test)
        == .missingFile(
          names: ["images_family_test.txt"], folder: tree.path + "/fgvc-aircraft-2013b/data"))
    try tree.remove("fgvc-aircraft-2013b")
    #expect(
      tree.error(.aircraft(.family))
        == .missingFile(names: ["fgvc-aircraft-2013b/data", "data"], folder: tree.path))
  }
}
