import Files

/// A safetensors file that was read: named tensors, and text about them.
///
/// Its bytes are in memory of their own: whatever is done to the file or to a tensor, the other stays.
public struct SafetensorsFile {
  private let data: OwnedBytes
  private let header: SafetensorsHeader
  private let path: String

  /// Reads the file at `path`, whose header is checked against its size before all else.
  public init(_ path: String) throws(SafetensorsError) {
    let file: InputFile
    do { file = try InputFile(path) } catch { throw .file(error) }
    header = try SafetensorsHeader(reading: file, path: path)
    do { data = try file.bytes(header.end..<file.byteCount) } catch { throw .file(error) }
    self.path = path
  }

  /// The text that the writer added.
  public var metadata: [String: String] { header.metadata }

  /// The tensors' names, in the order of the file.
  public var names: [String] { header.entries.map(\.name) }

  /// Why tensors cannot be had whose elements are of a type that tensors here do not have, by their names.
  public var unsupported: [String: SafetensorsError] {
    let foreign = header.entries.filter { $0.type.dtype == nil }
    return Dictionary(
      uniqueKeysWithValues: foreign.map {
        ($0.name, .unsupported(path: path, tensor: $0.name, type: $0.type.rawValue))
      })
  }

  /// The tensor called `name`; `nil` if there is none, or an ``unsupported`` one.
  public subscript(name: String) -> Tensor? {
    header.entries.first { $0.name == name }.flatMap(tensor)
  }

  /// All tensors by name, but the ``unsupported``.
  public var tensors: [String: Tensor] {
    Dictionary(
      uniqueKeysWithValues: header.entries.compactMap { entry in
        tensor(entry).map { (entry.name, $0) }
      })
  }

  private func tensor(_ entry: SafetensorsHeader.Entry) -> Tensor? {
    guard let dtype = entry.type.dtype else { return nil }
    let bytes = UnsafeMutableRawBufferPointer(rebasing: data.bytes[entry.range])
    let isAligned = Int(bitPattern: bytes.baseAddress) % dtype.byteCount == 0
    guard isAligned, !bytes.isEmpty else {
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
      copy.copyMemory(from: UnsafeRawBufferPointer(bytes))
      return Tensor(adopting: copy, shape: entry.shape, dtype: dtype)
    }
    return Tensor(viewing: bytes, shape: entry.shape, dtype: dtype, keeping: data)
  }
}
