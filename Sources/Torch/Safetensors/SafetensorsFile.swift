import Files

/// A safetensors file that is open for reading: named tensors, and text about them.
///
/// The file is mapped: a tensor's pages are read when it is used, and writing to a tensor does not
/// reach the file.
public struct SafetensorsFile {
  private let file: MappedFile
  private let header: SafetensorsHeader

  /// Opens the file at `path` and checks its header against its size.
  public init(_ path: String) throws(SafetensorsError) {
    do {
      file = try MappedFile(path)
    } catch {
      throw .file(error)
    }
    header = try SafetensorsHeader(parsing: UnsafeRawBufferPointer(file.bytes), path: path)
  }

  /// The text that the writer added.
  public var metadata: [String: String] { header.metadata }

  /// The tensors' names, in the order of the file.
  public var names: [String] { header.entries.map(\.name) }

  /// The tensor called `name`; `nil` if there is none.
  public subscript(name: String) -> Tensor? {
    header.entries.first { $0.name == name }.map(tensor)
  }

  /// All tensors by name.
  public var tensors: [String: Tensor] {
    Dictionary(uniqueKeysWithValues: header.entries.map { ($0.name, tensor($0)) })
  }

  private func tensor(_ entry: SafetensorsHeader.Entry) -> Tensor {
    let start = file.bytes.count - (header.entries.last?.range.upperBound ?? 0)
    let range = (start + entry.range.lowerBound)..<(start + entry.range.upperBound)
    let bytes = UnsafeMutableRawBufferPointer(rebasing: file.bytes[range])
    let isAligned = Int(bitPattern: bytes.baseAddress) % entry.dtype.byteCount == 0
    guard isAligned, !bytes.isEmpty else {
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
      copy.copyMemory(from: UnsafeRawBufferPointer(bytes))
      return Tensor(adopting: copy, shape: entry.shape, dtype: entry.dtype)
    }
    return Tensor(viewing: bytes, shape: entry.shape, dtype: entry.dtype, keeping: file)
  }
}
