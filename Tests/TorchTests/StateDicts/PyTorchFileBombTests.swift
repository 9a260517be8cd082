import TestSupport
import Testing
import Torch

/// Small pickles that would make a naive reader run for ever, or out of memory or stack.
@Suite struct PyTorchFileBombTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Reads a state dict whose entry `a` is what `body` writes, with the tensor `t` beside it.
  private func read(_ body: (inout PickleProgram) -> Void) throws -> [String: Tensor] {
    let program = PickleProgram.stateDict {
      body(&$0)
      $0.text("t")
      $0.tensor([1], strides: [1], storageCount: 1)
    }
    let path = try folder.write(saved(program, ["0": [0, 0, 0, 0]]), to: "file")
    return try PyTorchFile(path).tensors
  }

  @Test func tuplesOfTuples() throws {
    // Two of the last, sixty times over: 2⁶⁰ leaves.
    let tensors = try read { program in
      program.emit("N")
      for _ in 0..<60 { program.emit(0x32, 0x86) }
    }
    #expect(tensors.keys.sorted() == ["t"])
  }

  @Test func deepNesting() throws {
    let tensors = try read { program in
      program.emit("N")
      for _ in 0..<500_000 { program.emit(0x85) }
    }
    #expect(tensors.keys.sorted() == ["t"])
  }

  @Test func aListInItself() throws {
    let tensors = try read { $0.emit("]q\u{1}h\u{1}a") }
    #expect(tensors.keys.sorted() == ["t"])
  }

  @Test func aDictionaryInItself() throws {
    let tensors = try read { program in
      program.emit("}q\u{1}")
      program.text("model")
      program.emit("h\u{1}s")
    }
    #expect(tensors.keys.sorted() == ["t"])
  }

  private static let usualNames = [
    "state_dict", "model_state_dict", "model_state", "model", "net", "network", "module", "weights",
    "params", "model_ema", "ema",
  ]

  /// Dictionaries under all the usual names in the one around them.
  @Test func dictionariesThatAreShared() throws {
    var program = PickleProgram()
    program.emit("}")
    for _ in 0..<40 {
      program.emit("q\u{1}0}")
      for name in Self.usualNames {
        program.text(name)
        program.emit("h\u{1}s")
      }
    }
    program.emit(".")
    let path = try folder.write(saved(program), to: "file")
    let error = #expect(throws: PyTorchFileError.self) { try PyTorchFile(path) }
    #expect(error == .noStateDict(path: path, found: "none"))
  }

  /// A long list that is made into a dictionary again and again, and a long tuple of arguments.
  @Test func longArgumentsThatAreShared() throws {
    let list = PickleProgram.stateDict { program in
      program.emit("](")
      for _ in 0..<10_000 { program.emit("NN\u{86}") }
      program.emit("e\u{85}")
      program.emit("q\u{1}")
      for _ in 0..<10_000 { program.emit("0ccollections\nOrderedDict\nh\u{1}R") }
    }
    let path = try folder.write(saved(list), to: "file")
    let error = #expect(throws: PyTorchFileError.self) { try PyTorchFile(path) }
    #expect(error == .malformed(path: path, reason: "its pickle makes more than 2097152 values"))
    let tensors = try read { program in
      program.emit("(")
      for _ in 0..<100_000 { program.emit("N") }
      program.emit("tq\u{1}")
      for _ in 0..<20_000 { program.emit("0ca\nb\nh\u{1}R") }
    }
    #expect(tensors.keys.sorted() == ["t"])
  }

  /// Small tuples above a full stack.
  @Test func aFullStack() throws {
    let tensors = try read { program in
      program.emit("(")
      program.emit(String(repeating: "N", count: 100_000))
      for _ in 0..<20_000 { program.emit("(Nt0") }
      program.emit("t")
    }
    #expect(tensors.keys.sorted() == ["t"])
  }

  /// Of values, marks and places in the memo there is a limit.
  @Test(arguments: ["N", "(", "\u{94}"]) func tooManyValues(_ opcode: String) throws {
    var program = PickleProgram()
    program.emit("N" + String(repeating: opcode, count: 1 << 21))
    let path = try folder.write(saved(program), to: "file")
    let error = #expect(throws: PyTorchFileError.self) { try PyTorchFile(path) }
    #expect(error == .malformed(path: path, reason: "its pickle makes more than 2097152 values"))
  }

  /// What is claimed and not there costs nothing.
  @Test func memoryIsThatOfTheFile() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let program = PickleProgram.stateDict {
        $0.tensor([1 << 30], strides: [1], storageCount: 1 << 30)
      }
      let path = try folder.write(saved(program, ["0": [0, 0, 0, 0]]), to: "file")
      let before = try addressSpace()
      #expect(throws: PyTorchFileError.self) { try PyTorchFile(path) }
      #expect(try addressSpace() - before < 64 << 20)
    }
  }
}
