import TestSupport
import Testing
import Torch

@Suite struct SafetensorsRoundTripTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("file.safetensors") }

  init() throws { folder = try TemporaryFolder() }

  /// 0, 1, 2, … in any type.
  private func sample(_ shape: [Int], _ dtype: DType) -> Tensor {
    Tensor.arange(shape.reduce(1, *)).reshaped(shape).to(dtype)
  }

  @Test(arguments: DType.allCases)
  func everyTypeComesBack(_ dtype: DType) throws {
    let matrix = sample([2, 3], dtype)
    let scalar = sample([], dtype)
    let empty = sample([0, 4], dtype)
    try SafetensorsFile.write(
      [("matrix", matrix), ("scalar", scalar), ("empty", empty)], to: path)
    let file = try SafetensorsFile(path)
    for (name, tensor) in [("matrix", matrix), ("scalar", scalar), ("empty", empty)] {
      let found = try #require(file[name])
      #expect(isBitIdentical(found, tensor))
    }
    #expect(file.names.count == 3)
    #expect(file["other"] == nil)
  }

  @Test func typesStandTogetherInOneFile() throws {
    let tensors = DType.allCases.map { ("\($0)", sample([3], $0)) }
    try SafetensorsFile.write(tensors.map { (name: $0.0, tensor: $0.1) }, to: path)
    let found = try SafetensorsFile(path).tensors
    #expect(found.count == DType.allCases.count)
    for (name, tensor) in tensors {
      #expect(found[name].map { isBitIdentical($0, tensor) } == true)
    }
  }

  @Test func everyTensorIsAligned() throws {
    // Odd sizes, narrow types first: in the given order nothing behind them would be aligned.
    try SafetensorsFile.write(
      [
        ("bytes", sample([3], .uint8)), ("halves", sample([3], .float16)),
        ("doubles", sample([3], .float64)), ("floats", sample([3], .float32)),
      ], metadata: ["format": "pt"], to: path)
    let file = try SafetensorsFile(path)
    #expect(file.names == ["doubles", "floats", "halves", "bytes"])
    for name in file.names {
      let tensor = try #require(file[name])
      let address = tensor.withBytes { Int(bitPattern: $0.baseAddress) }
      #expect(address % tensor.dtype.byteCount == 0)
      // Mapped and not copied: asking twice gives the same memory.
      #expect(file[name]?.withBytes { Int(bitPattern: $0.baseAddress) } == address)
    }
  }

  @Test func emptyTensorsMayStandAnywhere() throws {
    for order in [["a", "b", "c"], ["b", "a", "c"], ["c", "b", "a"]] {
      try SafetensorsFile.write(
        order.map { (name: $0, tensor: sample([$0 == "b" ? 0 : 2], .float32)) }, to: path)
      #expect(try Set(SafetensorsFile(path).names) == ["a", "b", "c"])
    }
  }

  @Test func channelsLastTensorsAreWrittenRowByRow() throws {
    let tensor = sample([1, 2, 3, 4], .float32)
    try SafetensorsFile.write([("a", tensor.contiguous(.channelsLast))], to: path)
    #expect(try SafetensorsFile(path)["a"].map { isBitIdentical($0, tensor) } == true)
  }

  @Test func parametersAreWrittenAsTheyAre() throws {
    try SafetensorsFile.write([("w", Parameter(Tensor([1.0, 2]), .bias))], to: path)
    let found = try #require(try SafetensorsFile(path)["w"])
    #expect(found.array() == [1.0, 2])
    #expect(!found.requiresGrad)
  }

  @Test func namesAndMetadataKeepEveryCharacter() throws {
    let name = "layer.0/\"quoted\"\\ \n ü 🔥"
    let metadata = ["key \"1\"": "a\nb", "ü": "", "path": "a/b"]
    try SafetensorsFile.write([(name, Tensor([1.0]))], metadata: metadata, to: path)
    let file = try SafetensorsFile(path)
    #expect(file.names == [name])
    #expect(file.metadata == metadata)
  }

  @Test func nothingIsAFileToo() throws {
    try SafetensorsFile.write([], to: path)
    let file = try SafetensorsFile(path)
    #expect(file.names.isEmpty && file.metadata.isEmpty && file.tensors.isEmpty)
  }

  @Test func aNameThatStandsTwiceTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try SafetensorsFile.write(
        [("a", Tensor([1.0])), ("a", Tensor([2.0]))], to: "/no/such/folder/file")
    }
    let message = text(result?.standardErrorContent)
    #expect(message.contains("a name stands twice among the tensors"))
  }

  @Test func equalContentGivesEqualBytes() throws {
    let metadata = Dictionary(uniqueKeysWithValues: (0..<20).map { ("key\($0)", "\($0)") })
    for name in ["one", "two"] {
      var shuffled: [String: String] = [:]
      for (key, value) in metadata.shuffled() { shuffled[key] = value }
      try SafetensorsFile.write(
        [("a", sample([3], .int16)), ("b", sample([3], .float64))], metadata: shuffled,
        to: folder.file(name))
    }
    #expect(try folder.read("one") == folder.read("two"))
    #expect(try folder.contents == ["one", "two"], "no temporary file stays")
  }

  @Test func theLayoutIsThatOfTheFormat() throws {
    try SafetensorsFile.write(
      [("a", Tensor([1 as Float, -2]))], metadata: ["m": "n"], to: folder.file("f"))
    let expected =
      "{\"__metadata__\":{\"m\":\"n\"},"
      + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
    let padding = String(repeating: " ", count: (8 - expected.utf8.count % 8) % 8)
    #expect(
      try folder.read("f")
        == safetensors(header: expected + padding, data: [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]))
  }
}
