import CentralizeOptions
import Files

extension Experiment {
  /// Checks that what a file says can have come out of a grid.
  func check(file: String) throws(FormatError) {
    func damaged(_ reason: String) -> FormatError {
      .damaged(file: file, reason: reason, remedy: Self.remedy)
    }
    if cells.isEmpty { throw damaged("it has no cells") }
    guard Set(cells.map(\.name)).count == cells.count else {
      throw damaged("two of its cells have one name")
    }
    for cell in cells {
      let name = cell.name.isEmpty ? "it" : "its cell '\(cell.name)'"
      // Another program records an arm after the other.
      let isRecorded = cell.arms.contains { $0.recorded != nil }
      guard cell.arms.count >= (isRecorded ? 1 : 2) else {
        throw damaged("\(name) has \(cell.arms.count) of the two arms or more that are compared")
      }
      guard Set(cell.arms.map(\.name)).count == cell.arms.count else {
        throw damaged("two arms of \(name) have one name")
      }
      for arm in cell.arms {
        let seeds = arm.runs.map(\.seed)
        guard Set(seeds).count == seeds.count, seeds.allSatisfy({ $0 <= Start.largestSeed }) else {
          throw damaged("an arm of \(name) has a seed twice, or one above \(Start.largestSeed)")
        }
      }
    }
  }
}
