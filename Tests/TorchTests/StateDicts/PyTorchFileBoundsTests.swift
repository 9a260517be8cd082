import Foundation
import TestSupport
import Testing
import Torch

/// What a file claims is checked against what it has.
@Suite struct PyTorchFileBoundsTests {
  private let folder: TemporaryFolder
  private static let floats = [UInt8](repeating: 0, count: 24)

  init() throws { folder = try TemporaryFolder() }

  private func reason(_ bytes: [UInt8]) throws -> String? {
    let path = try folder.write(bytes, to: "file")
    let error = #expect(throws: PyTorchFileError.self) { try PyTorchFile(path) }
    guard case .malformed(path, let reason) = error else {
      Issue.record("found \(String(describing: error))")
      return nil
    }
    return reason
  }

  private func reason(_ program: PickleProgram) throws -> String? {
    try reason(saved(program, ["0": Self.floats]))
  }

  @Test func theSoundFileThatTheOthersAreMadeFrom() throws {
    let program = PickleProgram.stateDict {
      $0.tensor([2, 2], strides: [3, 1], offset: 1, storageCount: 6)
    }
    let bytes = saved(program, ["0": [Float]([0, 1, 2, 3, 4, 5]).flatMap(littleEndian)])
    let path = try folder.write(bytes, to: "file")
    #expect(try PyTorchFile(path).tensors["a"]?.array() == [1, 2, 4, 5] as [Float])
  }

  private func littleEndian(_ number: Float) -> [UInt8] {
    withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) }
  }

  /// Shapes, strides and offsets that reach beyond the six elements of the storage, or overflow.
  static let beyond: [([Int], [Int], Int)] = [
    ([7], [1], 0), ([2], [6], 0), ([1], [1], 6), ([1], [1], -1), ([2, 2], [5, 1], 0), ([], [], 6),
    ([2], [.max], 0), ([.max], [1], 0), ([1 << 40, 1 << 40], [0, 0], 0), ([2], [1], .max),
    ([0, 1 << 62, 4], [1, 1, 1], 0), ([1, 1], [1, 1], .max),
  ]

  /// Whose bytes no number counts.
  @Test func aStorageOfMoreElementsThanThereCanBe() throws {
    let reason = try reason(
      .stateDict { $0.tensor([6], strides: [1], storageCount: 1 << 62) })
    #expect(
      reason == "the storage of the tensor a has 24 bytes, expected \(1 << 62) elements of 4")
  }

  @Test(arguments: beyond)
  func aTensorBeyondItsStorage(_ shape: [Int], _ strides: [Int], _ offset: Int) throws {
    let program = PickleProgram.stateDict {
      $0.tensor(shape, strides: strides, offset: offset, storageCount: 6)
    }
    let reason = try #require(try reason(program))
    #expect(
      reason
        == "the tensor a of shape \(shape), strides \(strides) and offset \(offset) does not fit "
        + "its storage of 6 elements")
  }

  @Test(arguments: [
    ([-1], [1]), ([2], [-1]), ([2], [1, 1]), (Array(repeating: 1, count: 65), [1]),
  ])
  func aShapeThatCannotBe(_ shape: [Int], _ strides: [Int]) throws {
    let program = PickleProgram.stateDict { $0.tensor(shape, strides: strides, storageCount: 6) }
    #expect(try reason(program) == "the tensor a has a shape or strides that cannot be")
  }

  /// A tensor whose strides repeat elements is small in the file and huge when it is copied.
  @Test func moreElementsThanTheFile() throws {
    let program = PickleProgram.stateDict {
      $0.tensor([1 << 20, 6], strides: [0, 1], storageCount: 6)
    }
    #expect(
      try reason(program) == "the tensor a of shape [1048576, 6] has more elements than the file")
  }

  @Test func aStorageOfAnotherSize() throws {
    let program = PickleProgram.stateDict { $0.tensor([6], strides: [1], storageCount: 7) }
    #expect(
      try reason(program) == "the storage of the tensor a has 24 bytes, expected 7 elements of 4")
    let missing = PickleProgram.stateDict {
      $0.tensor([6], strides: [1], key: "1", storageCount: 6)
    }
    #expect(
      try reason(missing) == "the storage of the tensor a has 0 bytes, expected 6 elements of 4")
  }

  @Test func aStorageInTwoWays() throws {
    let program = PickleProgram.stateDict {
      $0.tensor([6], strides: [1], storageCount: 6)
      $0.text("b")
      $0.tensor([3], strides: [1], storageCount: 3, type: "DoubleStorage")
    }
    #expect(try reason(program) == "its pickle describes the storage 0 in two ways")
  }

  /// Pickles that break the rules of their machine.
  static let broken: [(String, String)] = [
    ("0.", "takes a value from an empty stack"), (".", "takes a value from an empty stack"),
    ("(.", "takes a value from an empty stack"), ("t.", "a mark that is not there"),
    ("h\u{5}.", "asks for the value 5, which it has not stored"), ("}", "cut off"),
    ("X\u{7F}\u{7F}\u{7F}\u{7F}.", "cut off"), ("ctorch", "cut off"), ("NNa.", "no list"),
    ("NNNs.", "no dictionary"), ("}(Nu.", "a key without a value"),
    ("P1\n.", "opcode 0x50 at byte 2"),
    ("NQ.", "something outside that is no tuple"), ("(tQ.", "in a way that is not known"),
    ("cos\nsystem\nNR.", "calls os.system without a tuple"),
    ("NN\u{93}.", "names a class with something that is no text"),
    ("c" + String(repeating: "m", count: 300) + "\nn\n.", "a name of 300 bytes that is none"),
    ("ccollections\nOrderedDict\n](Ne\u{85}R.", "makes a dictionary of something that is no pair"),
  ]

  @Test(arguments: broken)
  func aBrokenPickle(_ opcodes: String, _ words: String) throws {
    var program = PickleProgram()
    program.emit(opcodes)
    let reason = try #require(try reason(program))
    #expect(reason.contains(words), "\(reason)")
  }

  @Test func limitsOfAStateDict() throws {
    var program = PickleProgram()
    program.emit("}(")
    program.text("a")
    program.tensor([1], strides: [1], storageCount: 6)
    var (longName, many) = (program, program)
    longName.text(String(repeating: "n", count: 513))
    longName.emit("Nu.")
    #expect(try reason(longName) == "its state dict has a name of 513 bytes that is none")
    many.emit(String(repeating: "NN", count: 1 << 17) + "u.")
    #expect(try reason(many) == "its state dict has more than 131072 entries")
  }

  @Test func dictionariesInOneAnother() throws {
    func nested(_ count: Int) throws -> String {
      var program = PickleProgram()
      for _ in 0..<count {
        program.emit("}")
        program.text("model")
      }
      program.emit("}")
      program.text("a")
      program.tensor([1], strides: [1], storageCount: 6)
      program.emit(String(repeating: "s", count: count + 1) + ".")
      return try folder.write(saved(program, ["0": Self.floats]), to: "file")
    }
    #expect(try PyTorchFile(nested(8)).entry == Array(repeating: "model", count: 8))
    let path = try nested(9)
    #expect(throws: PyTorchFileError.noStateDict(path: path, found: "none")) {
      try PyTorchFile(path)
    }
  }

  /// The older format: two float32 at the end, behind their number.
  @Test func brokenSequences() throws {
    let name = Fixture.path("pth/legacy_big_endian.pth")
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: name)))
    let order = try #require(bytes.firstRange(of: Array("little_endianq".utf8)))
    bytes[order.upperBound + 1] = 0x88
    let path = try folder.write(bytes, to: "file")
    #expect(try PyTorchFile(path).tensors["a"]?.array() == [-1, -0.75] as [Float])
    #expect(try reason(Array(bytes.dropLast())).map { $0.hasSuffix("are cut off") } == true)
    let count = bytes.count - 16
    func changed(_ place: Int, _ value: UInt8) -> [UInt8] {
      var bytes = bytes
      bytes[place] = value
      return bytes
    }
    let other = try reason(changed(count, 3))
    #expect(other?.hasSuffix("has another number of elements than its pickle says") == true)
    try folder.write(changed(5, 0), to: "file")
    #expect(throws: PyTorchFileError.pickled(path: path)) { try PyTorchFile(path) }
    // Behind the magic number, `M`, 1001 in two bytes.
    let version = try #require(bytes.firstRange(of: [UInt8(ascii: "M"), 0xE9, 0x03]))
    #expect(
      try reason(changed(version.lowerBound + 1, 0xE8))
        == "expected the version 1001 of its format, found another")
  }

  @Test func brokenArchives() throws {
    let program = PickleProgram.stateDict { $0.tensor([6], strides: [1], storageCount: 6) }
    let records = [
      (name: "file/data.pkl", bytes: program.bytes), (name: "file/data/0", bytes: Self.floats),
    ]
    let path = try folder.write(zip(records, comment: "a comment at the end"), to: "file")
    #expect(try PyTorchFile(path).tensors.count == 1)
    #expect(try reason(zip(records + [records[1]])) == "its record file/data/0 is there twice")
    #expect(
      try reason(zip([records[1]])) == "its zip archive has no record data.pkl")
    let whole = zip(records)
    #expect(
      try reason(Array(whole.dropLast())) == "its zip directory is missing; the file is cut off")
    func changed(_ place: Int, _ values: [UInt8]) -> [UInt8] {
      var bytes = whole
      bytes.replaceSubrange(place..<(place + values.count), with: values)
      return bytes
    }
    // Of the end record: the count of entries, and the directory's place.
    #expect(
      try reason(changed(whole.count - 12, [3, 0]))
        == "its zip directory has fewer entries than it says")
    #expect(
      try reason(changed(whole.count - 6, [255, 255, 255, 127]))
        == "its zip directory names a place beyond its end")
    // Of the last entry: the record's place, which becomes the first one's.
    let offset = whole.count - 22 - "file/data/0".utf8.count - 4
    #expect(try reason(changed(offset, [0, 0, 0, 0])) == "two of its records overlap")
    #expect(
      try reason(changed(offset, [1, 0, 0, 0]))
        == "its zip directory names a place where no record begins")
  }
}
