/// What is asked of a file of truth or of detections, and what becomes of what is wrong in it.
package struct CocoReading: Hashable, Sendable {
  /// What is kept, and must be sound: boxes, masks or both.
  ///
  /// The others are not looked at.
  package var kinds: Set<RegionKind>
  /// Whether each box must have an area and lie in its image, at least in part: nothing is learnt from others.
  package var isForTraining: Bool
  /// Whether entries that are wrong are left out; else the first of them is an error.
  package var leavesOut: Bool

  package init(_ kinds: Set<RegionKind>, isForTraining: Bool = false, leavesOut: Bool = false) {
    (self.kinds, self.isForTraining, self.leavesOut) = (kinds, isForTraining, leavesOut)
  }
}

/// What was wrong in a file and is left out of it.
struct LeftOut {
  private let isAllowed: Bool
  private(set) var errors: [CocoError] = []

  init(_ reading: CocoReading) { isAllowed = reading.leavesOut }

  /// Leaves an entry out, if that is allowed.
  mutating func take(_ error: CocoError) throws(CocoError) {
    guard isAllowed else { throw error }
    errors.append(error)
  }

  /// What was found of each entry, without those that are left out.
  mutating func kept<Entry>(_ entries: [Result<Entry, CocoError>]) throws(CocoError) -> [Entry] {
    var kept: [Entry] = []
    kept.reserveCapacity(entries.count)
    for entry in entries {
      switch entry {
      case .success(let entry): kept.append(entry)
      case .failure(let error): try take(error)
      }
    }
    return kept
  }
}
