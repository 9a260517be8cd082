public import Files

/// Why a file is not one that `torch.save` wrote, or not one that can be read here.
public enum PyTorchFileError: Error, Equatable, CustomStringConvertible {
  /// The system refused to read.
  case file(FileError)
  /// The file begins with something else.
  case notSaved(path: String, found: String)
  /// The file is in the format of PyTorch before 0.2.
  case tar(path: String)
  /// The file was written on a machine with the other order of bytes.
  case bigEndian(path: String)
  /// The file is a pickle, but not of `torch.save`.
  case pickled(path: String)
  /// The file breaks its format.
  case malformed(path: String, reason: String)
  /// The file uses a part of its format that state dicts do not need.
  case unsupported(path: String, expected: String, found: String)
  /// The file holds an object, which cannot be had without its code.
  case pickledObject(path: String, type: String)
  /// The file is a compiled program.
  case torchScript(path: String)
  /// There is no dictionary of tensors in the file, or more than one.
  case noStateDict(path: String, found: String)
  /// The file has no entry of the name that was asked for.
  case noEntry(path: String, entry: String, found: [String])

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .noEntry(let path, let entry, let found):
      "\(path.shown): expected the entry '\(entry.shown)', found "
        + (found.isEmpty ? "no entries" : found.listed())
    case .pickled(let path):
      "\(path.shown) was written by pickle, not by torch.save; save it again with torch.save"
    case .notSaved(let path, let found):
      "\(path.shown) is not a file of torch.save: expected a zip archive or a pickle with its magic "
        + "number, found \(found)"
    case .tar(let path):
      "\(path.shown) is a tar archive, the format of PyTorch before 0.2, which is not read here: load it "
        + "in a later PyTorch and save its state dict again with torch.save"
    case .bigEndian(let path):
      "\(path.shown): expected little-endian numbers, found big-endian ones; save it again with "
        + "torch.save on a little-endian machine"
    case .malformed(let path, let reason):
      "\(path.shown) is not a sound file of torch.save: \(reason.shown)"
    case .unsupported(let path, let expected, let found):
      "\(path.shown): expected \(expected.shown), found \(found.shown)"
    case .pickledObject(let path, let type):
      "\(path.shown): expected a state dict, found a whole pickled object of the type \(type.shown), which only "
        + "its own code can read; save torch.save(model.state_dict(), FILE) in Python"
    case .torchScript(let path):
      "\(path.shown): expected a state dict, found a TorchScript program; save "
        + "torch.save(torch.jit.load(FILE).state_dict(), OTHER) in Python"
    case .noStateDict(let path, let found):
      "\(path.shown): expected one dictionary of tensors, found \(found)"
    }
  }
}
