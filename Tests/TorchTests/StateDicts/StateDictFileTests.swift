import TestSupport
import Testing
import Torch

/// Both formats, told apart by their content, and what wrappers put before names.
@Suite struct StateDictFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func file(_ names: [String]) throws -> StateDictFile {
    let path = folder.file("file.pth")
    try SafetensorsFile.write(
      names.enumerated().map { ($0.element, Tensor(Float($0.offset))) }, metadata: ["a": "b"],
      to: path)
    return try StateDictFile(path)
  }

  @Test func theContentTellsAndNotTheName() throws {
    let file = try file(["x", "y"])
    #expect(file.tensors.mapValues(\.item) == ["x": 0, "y": 1])
    #expect(file.metadata == ["a": "b"] && file.entry.isEmpty)
    let saved = try StateDictFile(Fixture.path("pth/nested.pth"))
    #expect(saved.entry == ["state_dict"] && saved.metadata.isEmpty)
    #expect(saved.tensors.keys.contains("module.0.weight"))
  }

  @Test func neitherFormat() throws {
    for content in ["PK not tensors at all", ""] {
      let path = try folder.write(Array(content.utf8), to: "text")
      let error = #expect(throws: StateDictFileError.self) { try StateDictFile(path) }
      #expect(
        error?.description
          == "\(path) is not a safetensors file, and not one that torch.save wrote")
    }
    let missing = folder.file("none")
    let error = #expect(throws: StateDictFileError.self) { try StateDictFile(missing) }
    #expect(error?.description == "cannot read \(missing): No such file or directory")
  }

  @Test(
    arguments: [
      (["module.a", "module.b"], "module.", ["a", "b"]),
      (["_orig_mod.module.a", "_orig_mod.module.model.b"], "_orig_mod.module.", ["a", "model.b"]),
      (["model.net.a", "model.net.b.c"], "model.net.", ["a", "b.c"]),
      (["backbone.a"], "backbone.", ["a"]),
      (["module.a", "b"], "", ["b", "module.a"]),
      (["other.a", "other.b"], "", ["other.a", "other.b"]),
      (["module."], "", ["module."]),
    ])
  func aPrefixOfAllNamesIsRemoved(_ names: [String], _ removed: String, _ left: [String]) throws {
    var file = try file(names)
    file.removePrefixes()
    #expect(file.removedPrefix == removed)
    #expect(file.tensors.keys.sorted() == left)
  }

  @Test func aPrefixThatIsWantedStays() throws {
    var file = try file(["module.model.a", "module.model.b"])
    file.removePrefixes { $0 == "model." }
    #expect(file.removedPrefix == "module.")
    #expect(file.tensors.mapValues(\.item) == ["model.a": 0, "model.b": 1])
  }

  @Test func foreignTensorsAreRemoved() throws {
    var file = try file(["module.a", "optimizer/a"])
    file.remove { $0.contains("/") }
    file.removePrefixes()
    #expect(file.tensors.mapValues(\.item) == ["a": 0])
  }
}
