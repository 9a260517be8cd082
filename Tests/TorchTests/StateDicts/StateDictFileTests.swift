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
      (["other.a", "other.b"], "", ["other.a", "other.b"]),
      (["module."], "", ["module."]),
    ])
  func aPrefixOfAllNamesIsRemoved(_ names: [String], _ removed: String, _ left: [String]) throws {
    var file = try file(names)
    file.removePrefixes()
    #expect(file.removedPrefix == removed)
    #expect(file.tensors.keys.sorted() == left && file.leftOut.isEmpty)
  }

  /// For a model of the tensors `a` and `b.c`.
  @Test(
    arguments: [
      (["module.a", "module.b.c", "n_averaged"], "module.", ["a", "b.c"], ["n_averaged"]),
      (
        ["criterion.weight", "model.a", "model.b.c", "model.b.n", "metrics.x.y"], "model.",
        ["a", "b.c", "b.n"], ["criterion.weight", "metrics.x.y"]
      ),
      (
        ["model._orig_mod.module.a", "model._orig_mod.module.b.c", "x"],
        "model._orig_mod.module.", ["a", "b.c"], ["x"]
      ),
      (
        ["ema_model.a", "ema_model.b.c", "net.a", "net.b.c"], "net.", ["a", "b.c"],
        ["ema_model.a", "ema_model.b.c"]
      ),
      // Not all of the model, or none: the error is about names without the prefix.
      (["module.a", "n_averaged"], "module.", ["a"], ["n_averaged"]),
      (["module.w", "n_averaged"], "module.", ["w"], ["n_averaged"]),
      (["module.w", "x", "y"], "", ["module.w", "x", "y"], []),
      // No telling which.
      (
        ["model.a", "model.b.c", "net.a", "net.b.c"], "",
        ["model.a", "model.b.c", "net.a", "net.b.c"], []
      ),
      (["a", "b.c", "n_averaged"], "", ["a", "b.c", "n_averaged"], []),
      (["a", "module.b.c"], "", ["a", "module.b.c"], []),
    ])
  func otherNamesDoNotHideThePrefix(
    _ names: [String], _ removed: String, _ left: [String], _ leftOut: [String]
  ) throws {
    var file = try file(names)
    file.removePrefixes(around: ["a", "b.c"])
    #expect(file.removedPrefix == removed && file.leftOut == leftOut)
    #expect(file.tensors.keys.sorted() == left)
  }

  @Test func withoutAModelAllNamesBeginSo() throws {
    var file = try file(["module.x", "y"])
    file.removePrefixes()
    #expect(file.removedPrefix.isEmpty && file.tensors.count == 2)
  }

  @Test func aPrefixThatIsWantedStays() throws {
    var file = try file(["module.model.a", "module.model.b"])
    file.removePrefixes(around: ["model.a", "model.b"])
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
