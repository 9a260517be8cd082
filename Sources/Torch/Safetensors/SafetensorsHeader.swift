import FoundationEssentials

/// What a safetensors file says of its tensors: names, types, shapes and places.
///
/// The format: eight bytes with the header's length, little-endian; the header, a JSON object; the
/// tensors' bytes without gaps. Source: https://github.com/huggingface/safetensors, "Format".
struct SafetensorsHeader {
  struct Entry {
    let name: String
    let dtype: DType
    let shape: [Int]
    let range: Range<Int>
  }

  var metadata: [String: String] = [:]
  var entries: [Entry] = []

  /// Reads and checks a header against the file's size, before anything is allocated for it.
  init(parsing file: UnsafeRawBufferPointer, path: String) throws(SafetensorsError) {
    func malformed(_ reason: String) -> SafetensorsError { .malformed(path: path, reason: reason) }
    guard file.count >= 8 else {
      throw malformed("expected at least 8 bytes, found \(file.count)")
    }
    let length = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
    guard length >= 2, length <= 100 << 20, file[8...].first == UInt8(ascii: "{") else {
      throw malformed("it does not begin with a header")
    }
    guard length <= UInt64(file.count - 8) else {
      throw .wrongSize(path: path, expected: Int(length) + 8, found: file.count)
    }
    let text = Data(file[8..<(8 + Int(length))])
    let fields: [String: Field]
    do {
      fields = try JSONDecoder().decode([String: Field].self, from: text)
    } catch {
      throw malformed("its header is not the JSON that the format asks for")
    }
    for (name, field) in fields {
      switch field {
      case .metadata(let values) where name == "__metadata__": metadata = values
      case .tensor(let tensor) where name != "__metadata__":
        guard let entry = tensor.entry(named: name) else {
          throw malformed("the type, the shape and the place of the tensor \(name) do not agree")
        }
        entries.append(entry)
      default: throw malformed("its entry \(name) is of the wrong kind")
      }
    }
    // Of those that begin at one place, all but the last are empty.
    entries.sort {
      ($0.range.lowerBound, $0.range.upperBound, $0.name)
        < ($1.range.lowerBound, $1.range.upperBound, $1.name)
    }
    var end = 0
    for entry in entries {
      guard entry.range.lowerBound == end else {
        throw malformed("the tensor \(entry.name) does not follow the one before it")
      }
      end = entry.range.upperBound
    }
    let (expected, overflow) = end.addingReportingOverflow(8 + Int(length))
    guard !overflow, expected == file.count else {
      throw .wrongSize(path: path, expected: overflow ? .max : expected, found: file.count)
    }
  }
}

extension SafetensorsHeader {
  private enum Field: Decodable {
    case metadata([String: String])
    case tensor(TensorField)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let tensor = try? container.decode(TensorField.self) {
        self = .tensor(tensor)
      } else {
        self = .metadata(try container.decode([String: String].self))
      }
    }
  }

  private struct TensorField: Decodable {
    let dtype: String
    let shape: [Int]
    let data_offsets: [Int]

    /// The entry, if type, shape and place agree.
    func entry(named name: String) -> Entry? {
      guard let dtype = DType.allCases.first(where: { $0.safetensorsName == self.dtype }),
        data_offsets.count == 2, data_offsets[0] >= 0, data_offsets[0] <= data_offsets[1],
        shape.count <= 64
      else { return nil }
      var bytes = dtype.byteCount
      for size in shape {
        // Strides are made of the sizes beside a 0 too, so those must not overflow either.
        let (product, overflow) = bytes.multipliedReportingOverflow(by: max(size, 1))
        guard size >= 0, !overflow else { return nil }
        bytes = product
      }
      if shape.contains(0) { bytes = 0 }
      guard data_offsets[1] - data_offsets[0] == bytes else { return nil }
      return Entry(
        name: name, dtype: dtype, shape: shape, range: data_offsets[0]..<data_offsets[1])
    }
  }
}

extension DType {
  /// The name in a safetensors header.
  var safetensorsName: String {
    switch self {
    case .uint8: "U8"
    case .int8: "I8"
    case .int16: "I16"
    case .int32: "I32"
    case .int64: "I64"
    case .float16: "F16"
    case .float32: "F32"
    case .float64: "F64"
    case .bfloat16: "BF16"
    case .bool: "BOOL"
    }
  }
}
