import Files
import FoundationEssentials

/// What a safetensors file says of its tensors: names, types, shapes and places.
///
/// The format: eight bytes with the header's length, little-endian; the header, a JSON object; the
/// tensors' bytes without gaps. Source: https://github.com/huggingface/safetensors, "Format".
struct SafetensorsHeader {
  struct Entry {
    let name: String
    let type: SafetensorsType
    let shape: [Int]
    let range: Range<Int>
  }

  var metadata: [String: String] = [:]
  var entries: [Entry] = []
  /// Where the tensors' bytes begin.
  let end: Int

  /// Reads and checks a header against the file's size, before anything is allocated for it.
  init(reading file: InputFile, path: String) throws(SafetensorsError) {
    func malformed(_ reason: String) -> SafetensorsError { .malformed(path: path, reason: reason) }
    guard file.byteCount >= 8 else {
      throw malformed("expected at least 8 bytes, found \(file.byteCount)")
    }
    let start = try Self.bytes(0..<min(9, file.byteCount), of: file)
    let length = UInt64(littleEndian: start.bytes.loadUnaligned(as: UInt64.self))
    guard length >= 2, length <= 100 << 20, start.bytes[8...].first == UInt8(ascii: "{") else {
      throw malformed("it does not begin with a header")
    }
    guard length <= UInt64(file.byteCount - 8) else {
      throw .wrongSize(path: path, expected: Int(length) + 8, found: file.byteCount)
    }
    end = 8 + Int(length)
    let json = try Self.bytes(8..<end, of: file)
    let fields: [String: Field]
    do {
      fields = try JSONDecoder().decode([String: Field].self, from: Data(json.bytes))
    } catch {
      throw malformed("its header is not the JSON that the format asks for")
    }
    if let key = JSONKeys.firstRepeated(in: UnsafeRawBufferPointer(json.bytes)) {
      throw malformed("its header has the key '\(key)' twice")
    }
    for (name, field) in fields {
      switch field {
      case .metadata(let values) where name == "__metadata__": metadata = values
      case .tensor(let tensor) where name != "__metadata__":
        guard let type = SafetensorsType(rawValue: tensor.dtype) else {
          throw malformed(
            "the tensor \(name) has the type '\(tensor.dtype)', which the format does not have")
        }
        guard let range = tensor.range(of: type) else {
          throw malformed("the type, the shape and the place of the tensor \(name) do not agree")
        }
        entries.append(Entry(name: name, type: type, shape: tensor.shape, range: range))
      default: throw malformed("its entry \(name) is of the wrong kind")
      }
    }
    // Of those that begin at one place, all but the last are empty.
    entries.sort {
      ($0.range.lowerBound, $0.range.upperBound, $0.name)
        < ($1.range.lowerBound, $1.range.upperBound, $1.name)
    }
    var place = 0
    for entry in entries {
      guard entry.range.lowerBound == place else {
        throw malformed("the tensor \(entry.name) does not follow the one before it")
      }
      place = entry.range.upperBound
    }
    let (expected, overflow) = end.addingReportingOverflow(place)
    guard !overflow, expected == file.byteCount else {
      throw .wrongSize(path: path, expected: overflow ? .max : expected, found: file.byteCount)
    }
  }

  private static func bytes(
    _ range: Range<Int>, of file: InputFile
  ) throws(SafetensorsError) -> OwnedBytes {
    do { return try file.bytes(range) } catch { throw .file(error) }
  }
}

extension SafetensorsHeader {
  private enum Field: Decodable {
    case metadata([String: String])
    case tensor(TensorField)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .metadata([:])
      } else if let tensor = try? container.decode(TensorField.self) {
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

    /// The place of the elements, if it agrees with type and shape.
    func range(of type: SafetensorsType) -> Range<Int>? {
      guard data_offsets.count == 2, data_offsets[0] >= 0, data_offsets[0] <= data_offsets[1],
        shape.count <= 64
      else { return nil }
      // Only the smallest types have to be counted in bits: no size of a file overflows in bytes.
      let unit = type.bitCount.isMultiple(of: 8) ? 8 : 1
      var count = type.bitCount / unit
      for size in shape {
        // Strides are made of the sizes beside a 0 too, so those must not overflow either.
        let (product, overflow) = count.multipliedReportingOverflow(by: max(size, 1))
        guard size >= 0, !overflow else { return nil }
        count = product
      }
      if shape.contains(0) { count = 0 }
      guard count.isMultiple(of: 8 / unit),
        data_offsets[1] - data_offsets[0] == count / (8 / unit)
      else { return nil }
      return data_offsets[0]..<data_offsets[1]
    }
  }
}
