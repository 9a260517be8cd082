package import Files

/// Why a file of truth or of detections is not taken.
package enum CocoError: Error, Equatable, Sendable {
  /// It could not be read.
  case file(FileError)
  /// It is no JSON from this byte on, counted from 1.
  case notJSON(file: String, place: Int, reason: String)
  /// It is JSON of another shape.
  case wrongShape(file: String, reason: String)
  /// An entry is wrong: `item` names it.
  case wrongItem(file: String, item: String, reason: String)
}

extension CocoError: CustomStringConvertible {
  /// One sentence for the user.
  package var description: String {
    switch self {
    case .file(let error): "\(error)."
    case .notJSON(let file, let place, let reason):
      "\(file.shown) is not valid JSON: \(reason) at byte \(place)."
    case .wrongShape(let file, let reason): "\(file.shown) cannot be evaluated: \(reason.shown)."
    case .wrongItem(let file, let item, let reason):
      "In \(file.shown), \(item.shown) \(reason.shown)."
    }
  }
}
