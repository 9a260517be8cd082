import FoundationEssentials
import Files

extension SafetensorsFile {
  /// Writes `tensors` and `metadata` to `path`, whole or not at all.
  ///
  /// Wider element types come first, so that every tensor is aligned; within a type the given
  /// order stays. Equal content gives equal bytes. Traps where two tensors have one name.
  public static func write(
    _ tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = [:], to path: String
  ) throws(SafetensorsError) {
    precondition(
      Set(tensors.map(\.name)).count == tensors.count, "a name stands twice among the tensors")
    let ordered = tensors.enumerated().sorted {
      (-$0.element.tensor.dtype.byteCount, $0.offset)
        < (-$1.element.tensor.dtype.byteCount, $1.offset)
    }.map(\.element)
    do throws(FileError) {
      try AtomicFile.write(to: path) { (file) throws(FileError) in
        let header = headerBytes(ordered, metadata)
        let length = UInt64(header.count).littleEndian
        try file.append(withUnsafeBytes(of: length) { Array($0) })
        try file.append(header)
        for (_, tensor) in ordered {
          let dense = withoutGrad { tensor.to(.cpu).contiguous() }
          try dense.withBytes { (bytes) throws(FileError) in
            try file.append(UnsafeRawBufferPointer(bytes))
          }
        }
      }
    } catch {
      throw .file(error)
    }
  }

  private static func headerBytes(
    _ tensors: [(name: String, tensor: Tensor)], _ metadata: [String: String]
  ) -> [UInt8] {
    var fields: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }.map {
        "\(quoted($0.key)):\(quoted($0.value))"
      }
      fields.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var offset = 0
    for (name, tensor) in tensors {
      let end = offset + tensor.count * tensor.dtype.byteCount
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      fields.append(
        "\(quoted(name)):{\"dtype\":\"\(tensor.dtype.safetensorsType.rawValue)\","
          + "\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var bytes = Array("{\(fields.joined(separator: ","))}".utf8)
    while bytes.count % 8 != 0 { bytes.append(UInt8(ascii: " ")) }
    return bytes
  }

  /// `text` as a JSON string.
  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    // A string always encodes.
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
