import TestSupport
import Testing
import Torch

/// What is sound is read, whatever stands beside it.
@Suite struct SafetensorsTypeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Types that tensors here do not have, with the bits of an element.
  static let foreign = [
    ("U16", 16), ("U32", 32), ("U64", 64), ("C64", 64), ("F8_E4M3", 8), ("F8_E5M2", 8),
    ("F8_E8M0", 8), ("F8_E4M3FNUZ", 8), ("F8_E5M2FNUZ", 8), ("F4", 4), ("F6_E2M3", 6),
    ("F6_E3M2", 6),
  ]

  @Test(arguments: foreign)
  func aTensorOfAnotherTypeIsReadByNameOnly(_ type: String, _ bits: Int) throws {
    let end = 4 + bits / 2
    let path = try folder.write(
      safetensors(
        header: """
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},\
          "scale":{"dtype":"\(type)","shape":[4],"data_offsets":[4,\(end)]}}
          """, data: [0, 0, 0x80, 0x3F] + [UInt8](repeating: 1, count: bits / 2)), to: "file")
    let file = try SafetensorsFile(path)
    #expect(file.tensors.mapValues(\.item) == ["a": 1] && file.names == ["a", "scale"])
    #expect(file["scale"] == nil)
    let error = SafetensorsError.unsupported(path: path, tensor: "scale", type: type)
    #expect(file.unsupported == ["scale": error])
    #expect(
      error.description.hasPrefix(
        "\(path): the tensor scale has the type \(type), which is not supported"))
    let stateDict = try StateDictFile(path)
    #expect(Array(stateDict.tensors.keys) == ["a"])
    #expect(throws: StateDictFileError.safetensors(error)) { try stateDict.checkTypes() }
  }

  @Test func elementsThatFillNoBytesAreRefused() throws {
    let path = try folder.write(
      safetensors(header: header(dtype: "F4", shape: "[3]", offsets: "[0,1]"), data: [0]),
      to: "file")
    #expect(throws: SafetensorsError.self) { try SafetensorsFile(path) }
  }

  @Test func noMetadataIsNone() throws {
    let data: [UInt8] = [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40]
    let path = try folder.write(
      safetensors(header: "{\"__metadata__\":null," + header().dropFirst(), data: data), to: "file")
    let file = try SafetensorsFile(path)
    #expect(file.metadata.isEmpty && file["a"]?.array() == [1, 2] as [Float])
    try folder.write(safetensors(header: "{\"a\":null}"), to: "file")
    #expect(throws: SafetensorsError.self) { try SafetensorsFile(path) }
  }

  @Test(
    arguments: [
      "{" + header().dropFirst().dropLast() + "," + header().dropFirst(),
      "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}," + header().dropFirst(),
      "{\"__metadata__\":{},\"__metadata__\":{}," + header().dropFirst(),
      header().replacing("{\"dtype\"", with: "{\"dtype\":\"I8\",\"dtype\""),
    ])
  func aKeyThatStandsTwiceIsRefused(_ header: String) throws {
    let path = try folder.write(
      safetensors(header: header, data: [UInt8](repeating: 0, count: 8)), to: "file")
    let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(path) }
    #expect(error?.description.hasSuffix(" twice") == true, "\(String(describing: error))")
  }
}
