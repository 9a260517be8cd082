import Foundation
import TestSupport
import Testing
import Torch

/// Files that PyTorch wrote hold what PyTorch put in.
@Suite struct PyTorchFileTests {
  /// The files that can be read, and the entry that their tensors lie in.
  static let entries: [String: [String]] = [
    "plain": [], "legacy": [], "protocol4": [], "types": [], "legacy_types": [], "views": [],
    "legacy_views": [], "nested": ["state_dict"], "legacy_nested": ["state_dict"],
    "doubly_nested": ["model", "state_dict"], "unusual": ["generator"], "parameters": [],
  ]

  @Test(arguments: entries.keys.sorted())
  func allTensorsHaveTheirValues(_ name: String) throws {
    let file = try PyTorchFile(Fixture.path("pth/\(name).pth"))
    let expected = try Fixture.tensors("saved.safetensors").under(name + "/")
    #expect(file.entry == Self.entries[name])
    #expect(file.tensors.keys.sorted() == expected.keys.sorted())
    for (key, tensor) in expected {
      let found = try #require(file.tensors[key])
      #expect(isBitIdentical(found, tensor), "\(key)")
      guard found.isContiguous() else { continue }
      let address = found.withBytes { Int(bitPattern: $0.baseAddress) }
      #expect(address.isMultiple(of: found.dtype.byteCount), "\(key)")
    }
  }

  /// A file that cannot be read, and the end of the sentence about it.
  static let refused: [String: String] = [
    "module": "expected a state dict, found a whole pickled object of the type saved.Whole, which "
      + "only its own code can read; save torch.save(model.state_dict(), FILE) in Python",
    "legacy_module": "expected a state dict, found a whole pickled object of the type saved.Whole, "
      + "which only its own code can read; save torch.save(model.state_dict(), FILE) in Python",
    "program": "expected a state dict, found a TorchScript program; save "
      + "torch.save(torch.jit.load(FILE).state_dict(), OTHER) in Python",
    "malicious":
      "expected a state dict, found a whole pickled object of the type posix.system, which "
      + "only its own code can read; save torch.save(model.state_dict(), FILE) in Python",
    "two": "expected one dictionary of tensors, found 2 of them: 'a', 'b'; "
      + "--weights-entry takes one",
    "list": "expected one dictionary of tensors, found a value that is no dictionary",
    "empty": "expected one dictionary of tensors, found none",
    "big_endian": "expected little-endian numbers, found big-endian ones; save it again with "
      + "torch.save on a little-endian machine",
    "legacy_big_endian":
      "expected little-endian numbers, found big-endian ones; save it again with "
      + "torch.save on a little-endian machine",
    "compressed": "is not a sound file of torch.save: its record archive/data.pkl is compressed or "
      + "encrypted, and torch.save does neither",
    "tar":
      "is a tar archive, the format of PyTorch before 0.2, which is not read here: load it in a "
      + "later PyTorch and save its state dict again with torch.save",
  ]

  @Test(arguments: refused.keys.sorted())
  func whatCannotBeReadIsNamed(_ name: String) throws {
    let path = Fixture.path("pth/\(name).pth")
    let error = #expect(throws: PyTorchFileError.self) { try PyTorchFile(path) }
    let sentence = try #require(error?.description)
    #expect(sentence.hasPrefix(path))
    #expect(try sentence.hasSuffix(#require(Self.refused[name])), "\(sentence)")
  }

  /// A tensor that cannot be had, and why.
  @Test(
    arguments: [
      "complex": "expected a with elements of one of the types uint8, int8, int16, int32, int64, "
        + "float16, float32, float64, bfloat16, bool, found torch.ComplexFloatStorage",
      "sparse":
        "expected a as a dense tensor, found one that torch._utils._rebuild_sparse_tensor makes",
    ])
  func whatIsNoTensorHereIsKnownByName(_ name: String, _ sentence: String) throws {
    let file = try PyTorchFile(Fixture.path("pth/\(name).pth"))
    #expect(file.tensors["a"] == nil)
    #expect(file.unsupported["a"]?.description.hasSuffix(sentence) == true)
    #expect(throws: StateDictFileError.self) {
      try StateDictFile(Fixture.path("pth/\(name).pth")).checkTypes()
    }
  }

  @Test func nothingIsRun() throws {
    _ = try? PyTorchFile(Fixture.path("pth/malicious.pth"))
    #expect(!FileManager.default.fileExists(atPath: "malicious-was-run"))
  }

  @Test func filesOfOtherKinds() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("not a pickle".utf8), to: "text")
    let error = #expect(throws: PyTorchFileError.self) { try PyTorchFile(path) }
    #expect(error == .notSaved(path: path, found: "something else"))
    let missing = #expect(throws: PyTorchFileError.self) { try PyTorchFile(folder.file("none")) }
    #expect(
      missing?.description == "cannot read \(folder.file("none")): No such file or directory")
  }

  /// Tensors are views of one copy of the file: they outlive its name, and writing to them does not reach it.
  @Test func tensorsAreViewsOfOneCopyOfTheFile() throws {
    let folder = try TemporaryFolder()
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: Fixture.path("pth/views.pth"))))
    let path = try folder.write(bytes, to: "views.pth")
    let tensors = try PyTorchFile(path).tensors
    let (whole, row) = (try #require(tensors["whole"]), try #require(tensors["row"]))
    whole.fill(3)
    #expect(row.array() == [Float](repeating: 3, count: 6), "they share a storage, as in PyTorch")
    #expect(try folder.read("views.pth") == bytes)
  }
}
