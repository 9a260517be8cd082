/// What can be wrong with the folder of an experiment.
public enum ExperimentError: Error, Hashable, CustomStringConvertible {
  /// The folder holds no results.
  case nothingToReport(folder: String)
  /// A file could not be understood.
  case damaged(file: String, reason: String)
  /// A file was written by a newer version.
  case newerFormat(file: String, found: Int, known: Int)
  /// A plot could not be turned into pixels.
  case cannotDraw(file: String, reason: String)

  /// One sentence for the user.
  public var description: String {
    switch self {
    case .nothingToReport(let folder):
      "The folder \(folder) holds no results: expected comparison.json or experiment.json, which "
        + "'centralize compare' writes when its runs have ended."
    case .damaged(let file, let reason):
      "\(file) cannot be understood: \(reason). Make it again with 'centralize compare --resume'."
    case .newerFormat(let file, let found, let known):
      "\(file) has formatVersion \(found), but this version of centralize reads up to \(known)."
    case .cannotDraw(let file, let reason):
      "\(file) cannot be drawn by \(PortableImage.program): \(reason)."
    }
  }
}
