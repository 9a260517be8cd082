/// Why a file of a run, a grid or a configuration is not taken.
public enum FormatError: Error, Hashable, Sendable {
  /// It was written by a newer version.
  case newer(file: String, found: Int, known: Int)
  /// It is not what this program writes; `remedy` is a sentence that says what to do.
  case damaged(file: String, reason: String, remedy: String? = nil)
  /// What should stand in it cannot.
  case notWritable(file: String, reason: String)

  /// Refuses a file of a newer version: the one check of every `formatVersion`.
  ///
  /// - Parameters:
  ///   - found: What the file says; `nil` where it says nothing, which is taken.
  ///   - known: The newest that is read.
  ///   - file: The path, for the message.
  /// - Throws: `FormatError.newer`.
  package static func check(_ found: Int?, known: Int, of file: String) throws(FormatError) {
    if let found, found > known { throw .newer(file: file, found: found, known: known) }
  }
}

extension FormatError: CustomStringConvertible {
  /// One sentence for the user, and what to do.
  public var description: String {
    switch self {
    case .newer(let file, let found, let known):
      "\(file.shown) has formatVersion \(found), but this version of centralize reads up to \(known)."
    case .damaged(let file, let reason, let remedy):
      "\(file.shown) cannot be understood: \(reason.shown)." + (remedy.map { " " + $0 } ?? "")
    case .notWritable(let file, let reason):
      "\(file.shown) cannot be written: \(reason.shown)."
    }
  }
}
