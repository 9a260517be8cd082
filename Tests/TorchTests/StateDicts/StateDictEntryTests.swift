import TestSupport
import Testing
import Torch

/// Which of several dictionaries of tensors in a file is taken.
@Suite struct StateDictEntryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A dictionary, or the number in a tensor.
  private indirect enum Value: ExpressibleByDictionaryLiteral, ExpressibleByIntegerLiteral {
    case tensor(Int)
    case dictionary([(String, Value)])
    init(integerLiteral value: Int) { self = .tensor(value) }
    init(dictionaryLiteral entries: (String, Value)...) { self = .dictionary(entries) }

    func push(on program: inout PickleProgram) {
      switch self {
      case .tensor(let number):
        program.tensor([1], strides: [1], offset: number, storageCount: 8)
      case .dictionary(let entries):
        program.emit("}(")
        for (name, value) in entries {
          program.text(name)
          value.push(on: &program)
        }
        program.emit("u")
      }
    }
  }

  private func path(_ value: Value) throws -> String {
    var program = PickleProgram()
    value.push(on: &program)
    program.emit(".")
    let numbers = (0..<8).map { Float($0) }
    return try folder.write(
      saved(program, ["0": bytes(of: Tensor(numbers))]), to: "file.pth")
  }

  private func expect(
    _ value: Value, taking wanted: String? = nil, _ entry: String, others: [String] = [],
    item: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = try StateDictFile(path(value), entry: wanted)
    #expect(file.entry.joined(separator: "/") == entry, sourceLocation: sourceLocation)
    #expect(file.otherEntries == others, sourceLocation: sourceLocation)
    #expect(file.tensors["w"]?.item == item, sourceLocation: sourceLocation)
  }

  @Test func aMovingAverageIsTakenByNameOnly() throws {
    let value: Value = ["epoch": 7, "state_dict": ["w": 1], "state_dict_ema": ["w": 2]]
    try expect(value, "state_dict", others: ["state_dict_ema"], item: 1)
    try expect(value, taking: "state_dict_ema", "state_dict_ema", others: ["state_dict"], item: 2)
    try expect(["model_ema": ["w": 2], "model": ["w": 1]], "model", others: ["model_ema"], item: 1)
    // Alone it is taken, under its name.
    try expect(["ema": ["module": ["w": 2]]], "ema/module", item: 2)
    let average: Value = ["model": ["w": 1], "ema": ["module": ["w": 2], "updates": 5]]
    try expect(average, taking: "ema", "ema/module", others: ["ema", "model"], item: 2)
    try expect(average, taking: "ema/module", "ema/module", others: ["ema", "model"], item: 2)
  }

  @Test func deeperNestsAreSearched() throws {
    try expect(
      ["state": ["model_state_dict": ["module": ["w": 1]], "epoch": ["at": [:]]]],
      "state/model_state_dict/module", item: 1)
    try expect(["a": ["b": ["c": ["w": 3]]], "d": [:]], "a/b/c", item: 3)
    try expect(
      ["checkpoint": ["net": ["w": 1], "scaler": ["scale": 2]]], "checkpoint/net",
      others: ["checkpoint/scaler"], item: 1)
    try expect(
      ["other": ["scale": 2], "run": ["weights": ["w": 1]]], "run/weights", others: ["other"],
      item: 1)
  }

  @Test func whatKeysBeginWithIsAnEntryToo() throws {
    let value: Value = ["state_dict": ["model.w": 1, "ema_model.w": 2]]
    try expect(value, taking: "ema_model", "state_dict/ema_model", item: 2)
    let flat = folder.file("flat")
    try SafetensorsFile.write([("ema.w", Tensor(2.0)), ("w", Tensor(1.0))], to: flat)
    #expect(try StateDictFile(flat, entry: "ema").tensors.mapValues(\.item) == ["w": 2])
    #expect(throws: StateDictFileError.pytorch(.noEntry(path: flat, entry: "x", found: []))) {
      try StateDictFile(flat, entry: "x")
    }
  }

  @Test func anEntryThatIsNotThereIsNamedWithThoseThatAre() throws {
    let path = try path(["state_dict": ["w": 1], "ema": ["w": 2]])
    let error = #expect(throws: StateDictFileError.self) { try StateDictFile(path, entry: "EMA") }
    #expect(error?.description == "\(path): expected the entry 'EMA', found 'state_dict', 'ema'")
    let unclear = try self.path(["a": ["w": 1], "b": ["w": 2]])
    let ambiguous = #expect(throws: StateDictFileError.self) { try StateDictFile(unclear) }
    #expect(
      ambiguous?.description.hasSuffix("found 2 of them: 'a', 'b'; --weights-entry takes one")
        == true)
  }

  @Test func aPickleOfAnotherWriterIsToldOf() throws {
    var program = PickleProgram()
    program.emit("}.")
    let path = try folder.write(program.bytes, to: "state.pkl")
    let error = #expect(throws: StateDictFileError.self) { try StateDictFile(path) }
    #expect(
      error?.description
        == "\(path) was written by pickle, not by torch.save; save it again with torch.save")
  }
}
