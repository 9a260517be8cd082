public import Files

/// A file with a state dict: safetensors, or what `torch.save` wrote, told apart by their first bytes.
///
///     let file = try StateDictFile("resnet18.pth")
///     try network.load(stateDict: file.tensors)
public struct StateDictFile {
  /// The tensors by their names.
  public private(set) var tensors: [String: Tensor]
  /// The text that the writer of a safetensors file added.
  public let metadata: [String: String]
  /// The names of the dictionaries around the tensors, the outermost first; empty where there are none.
  public let entry: [String]
  /// What ``removePrefixes(unless:)`` has removed, as in `module.`; empty for nothing.
  public private(set) var removedPrefix = ""

  /// Reads the file at `path`; its tensors are views of it.
  public init(_ path: String) throws(StateDictFileError) {
    switch try Self.format(path) {
    case .safetensors:
      do {
        let file = try SafetensorsFile(path)
        (tensors, metadata, entry) = (file.tensors, file.metadata, [])
      } catch {
        throw .safetensors(error)
      }
    case .pytorch:
      do {
        let file = try PyTorchFile(path)
        (tensors, metadata, entry) = (file.tensors, [:], file.entry)
      } catch {
        throw .pytorch(error)
      }
    case nil: throw .unknownFormat(path: path)
    }
  }
}

extension StateDictFile {
  /// What training scripts put before the names of a model's tensors: it lay in a wrapper.
  static let knownPrefixes = ["module.", "_orig_mod.", "model.", "backbone.", "network.", "net."]

  /// Gives every tensor the name that `rename` makes of its own.
  ///
  /// - Returns: whether a name has changed. Where two would get one name, none does.
  public mutating func renameAll(_ rename: (String) -> String) -> Bool {
    let names = Dictionary(uniqueKeysWithValues: tensors.keys.map { ($0, rename($0)) })
    guard names.contains(where: { $0.key != $0.value }), Set(names.values).count == names.count
    else { return false }
    tensors = Dictionary(
      uniqueKeysWithValues: tensors.map { (names[$0.key] ?? $0.key, $0.value) })
    return true
  }

  /// Removes the tensors whose names `isForeign` to a model.
  public mutating func remove(where isForeign: (String) -> Bool) {
    tensors = tensors.filter { !isForeign($0.key) }
  }

  /// Removes what wrappers have put before all names: `module.` of data parallelism, `_orig_mod.` of a
  /// compiled model, `model.`, `backbone.`, `network.` or `net.` of a module that holds the model, and
  /// several of them.
  ///
  /// - Parameter isOwn: whether a prefix belongs to the names that are wanted, and so stays.
  public mutating func removePrefixes(unless isOwn: (String) -> Bool = { _ in false }) {
    while !tensors.isEmpty,
      let prefix = Self.knownPrefixes.first(where: { prefix in
        !isOwn(prefix) && tensors.keys.allSatisfy { $0.hasPrefix(prefix) && $0 != prefix }
      })
    {
      tensors = Dictionary(
        uniqueKeysWithValues: tensors.map { (String($0.key.dropFirst(prefix.count)), $0.value) })
      removedPrefix += prefix
    }
  }
}

extension StateDictFile {
  private enum Format {
    case safetensors
    case pytorch
  }

  /// What the first bytes of the file at `path` say; `nil` for something else.
  private static func format(_ path: String) throws(StateDictFileError) -> Format? {
    do throws(FileError) {
      let file = try MappedFile(path)
      defer { withExtendedLifetime(file) {} }
      let bytes = UnsafeRawBufferPointer(file.bytes)
      // Behind its length, the header of a safetensors file is a JSON object.
      if bytes.dropFirst(8).first == UInt8(ascii: "{") { return .safetensors }
      return PyTorchFormat(bytes).map { _ in .pytorch }
    } catch {
      throw .file(error)
    }
  }
}

/// Why a file has no state dict that can be read.
public enum StateDictFileError: Error, Equatable, CustomStringConvertible {
  /// The system refused to read.
  case file(FileError)
  /// The file is neither of safetensors nor of `torch.save`.
  case unknownFormat(path: String)
  /// What is wrong with a safetensors file.
  case safetensors(SafetensorsError)
  /// What is wrong with a file of `torch.save`.
  case pytorch(PyTorchFileError)

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .unknownFormat(let path):
      "\(path) is not a safetensors file, and not one that torch.save wrote"
    case .safetensors(let error): error.description
    case .pytorch(let error): error.description
    }
  }
}
