public import Settings

/// Options under which all arms of an experiment are compared, beside those of other cells.
///
///     cells: [0.01, 0.1].map { rate in ComparedCell("rate-\(rate)") { $0.course.learningRate = rate } }
///
/// The runs of a cell lie in a folder of its name, and reports have a row for each cell.
public struct ComparedCell {
  /// The name: letters, digits and `- _ . + = ,`.
  public let name: String
  private let change: (inout RunConfiguration) -> Void

  /// A cell.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - change: changes the options that all arms have in common; an arm's own change comes after it. It is called
  ///     several times, in every process, and always has to do the same.
  public init(_ name: String, changing change: @escaping (inout RunConfiguration) -> Void) {
    (self.name, self.change) = (name, change)
  }

  /// The options that its arms have in common, of which `base` are those of all cells.
  func options(_ base: RunConfiguration) -> RunConfiguration {
    var run = base
    change(&run)
    return run
  }
}
