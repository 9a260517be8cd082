import Files

/// A state dict that `torch.save` wrote: `.pth`, `.pt`, `.bin` or what else it is called.
///
/// Both of its formats are read, the zip archive and the older one. The file is not trusted: nothing
/// in it is run, every place and size that it claims is checked against its own size, and tensors are
/// views of the mapped file. What is not a tensor is passed over.
public struct PyTorchFile {
  /// The tensors by their names.
  public let tensors: [String: Tensor]
  /// The names of the dictionaries around the tensors, the outermost first; empty where there are none.
  public let entry: [String]

  /// Reads the state dict in the file at `path`.
  ///
  /// A dictionary with tensors is the state dict. Around it there may be others: then the entry with
  /// one of the usual names is taken (`state_dict`, `model_state_dict`, `model`, `net`, `network`, …),
  /// else the only one with tensors.
  public init(_ path: String) throws(PyTorchFileError) {
    let file: MappedFile
    do { file = try MappedFile(path) } catch { throw .file(error) }
    // The archive has places in its memory.
    defer { withExtendedLifetime(file) {} }
    let archive = try Self.archive(file, path)
    var search = StateDictSearch(archive, path: path)
    let found = try search.run()
    var reader = PyTorchTensors(archive, file: file, path: path)
    (entry, tensors) = (found.entry, try reader.tensors(of: found.dictionary))
  }

  private static func archive(
    _ file: MappedFile, _ path: String
  ) throws(PyTorchFileError) -> PyTorchArchive {
    let format = PyTorchFormat(UnsafeRawBufferPointer(file.bytes))
    do throws(PickleError) {
      switch format {
      case .zip: return try PyTorchArchive(zip: file.bytes)
      case .legacy: return try PyTorchArchive(legacy: file.bytes)
      case .tar, nil: break
      }
    } catch {
      switch error {
      case .bigEndian: throw .bigEndian(path: path)
      case .malformed(let reason): throw .malformed(path: path, reason: reason)
      }
    }
    if format == .tar { throw .tar(path: path) }
    throw .notSaved(path: path, found: file.bytes.isEmpty ? "an empty file" : "something else")
  }
}
