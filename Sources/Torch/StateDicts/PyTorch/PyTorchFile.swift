import Files

/// A state dict that `torch.save` wrote: `.pth`, `.pt`, `.bin` or what else it is called.
///
/// Both of its formats are read, the zip archive and the older one. The file is not trusted: nothing
/// in it is run, every place and size that it claims is checked against its own size, and tensors are
/// views of its bytes in memory. What is not a tensor is passed over.
public struct PyTorchFile {
  /// The tensors by their names, but the ``unsupported``.
  public let tensors: [String: Tensor]
  /// Why tensors cannot be had: sparse ones, and those with elements of other types, by their names.
  public let unsupported: [String: PyTorchFileError]
  /// The names of the dictionaries around the tensors, the outermost first; empty where there are none.
  public let entry: [String]
  /// The other dictionaries of tensors in the file, as `NAME/NAME`.
  public let otherEntries: [String]

  /// Reads the state dict in the file at `path`.
  ///
  /// A dictionary with tensors is the state dict. Around it there may be others: then the entry with
  /// one of the usual names is taken (`state_dict`, `model_state_dict`, `model`, `net`, `network`, …),
  /// else the only one with tensors. A moving average that stands beside is taken only where `entry` says so.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - wanted: The name of the dictionary to take, `NAME` or `NAME/NAME`; or what all names of the
  ///     tensors to take begin with, before a dot. `nil` for the usual one.
  /// - Throws: `PyTorchFileError` for a file that is not sound, and where there is no such dictionary.
  public init(_ path: String, entry wanted: String? = nil) throws(PyTorchFileError) {
    let file: OwnedBytes
    do throws(FileError) {
      let input = try InputFile(path)
      file = try input.bytes(0..<input.byteCount)
    } catch { throw .file(error) }
    // The archive has places in its memory.
    defer { withExtendedLifetime(file) {} }
    let archive = try Self.archive(file, path)
    var search = StateDictSearch(archive, path: path)
    let found = try search.run(wanted)
    var reader = PyTorchTensors(archive, file: file, path: path)
    var all = try reader.tensors(of: found.dictionary)
    if let wanted, !found.isWanted {
      all = all.below(wanted + ".")
      if all.isEmpty {
        throw .noEntry(path: path, entry: wanted, found: [found.name] + found.others)
      }
    }
    let prefix = found.isWanted ? nil : wanted
    (entry, otherEntries) = (found.entry + [prefix].compactMap { $0 }, found.others)
    tensors = all.compactMapValues { try? $0.get() }
    unsupported = all.compactMapValues { if case .failure(let error) = $0 { error } else { nil } }
  }

  private static func archive(
    _ file: OwnedBytes, _ path: String
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
      case .ofAnotherWriter: throw .pickled(path: path)
      case .malformed(let reason): throw .malformed(path: path, reason: reason)
      }
    }
    if format == .tar { throw .tar(path: path) }
    throw .notSaved(path: path, found: file.bytes.isEmpty ? "an empty file" : "something else")
  }
}
