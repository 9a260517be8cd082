public import Files

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
      "\(path.shown) is not a safetensors file, and not one that torch.save wrote"
    case .safetensors(let error): error.description
    case .pytorch(let error): error.description
    }
  }
}
