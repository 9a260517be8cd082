public import Files

/// Why a file is not the safetensors file that was expected.
public enum SafetensorsError: Error, Equatable, CustomStringConvertible {
  /// The system refused to read or write.
  case file(FileError)
  /// The file is shorter or longer than its header says.
  case wrongSize(path: String, expected: Int, found: Int)
  /// The file breaks the format.
  case malformed(path: String, reason: String)
  /// The file is sound, but a tensor's elements are of a type that tensors here do not have.
  case unsupported(path: String, tensor: String, type: String)

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .wrongSize(let path, let expected, let found):
      "\(path.shown): expected \(expected) bytes by its own header, found \(found); "
        + (found < expected ? "the file is cut off" : "something follows the tensors")
    case .malformed(let path, let reason):
      "\(path.shown) is not a safetensors file: \(reason.shown)"
    case .unsupported(let path, let tensor, let type):
      "\(path.shown): the tensor \(tensor.shown) has the type \(type), which is not supported; "
        + "supported are \(DType.allCases.map(\.safetensorsType.rawValue).joined(separator: ", "))"
    }
  }
}
