/// What is wrong with a pickle or an archive.
enum PickleError: Error {
  /// It breaks its format, in words that follow a file's name.
  case malformed(String)
  /// Its numbers have the other order of bytes.
  case bigEndian
  /// It is a pickle of another writer than `torch.save`.
  case ofAnotherWriter

  init(_ reason: String) { self = .malformed(reason) }
}
