public import Coco
public import Settings

/// A kind of object.
public struct DetectionCategory: Hashable, Sendable {
  /// What the data set calls it; results name it so.
  public let id: CocoIdentifier

  /// Its name for people.
  public let name: String

  /// A kind of object.
  public init(id: CocoIdentifier, name: String) { (self.id, self.name) = (id, name) }
}

/// The kinds of objects of a data set, and the labels that a network tells them apart by.
public struct DetectionCategories: Hashable, Sendable {
  /// The categories, sorted by their identifiers.
  public let all: [DetectionCategory]

  /// The largest identifier that may be a label: the network has an output for each number up to it.
  private static let largestLabel = 1_000

  /// Categories, which are sorted by their identifiers; two of one identifier trap.
  public init(_ all: [DetectionCategory]) {
    self.all = all.sorted { $0.id < $1.id }
    precondition(Set(all.map(\.id)).count == all.count, "two categories of one identifier")
  }

  /// The number of categories.
  public var count: Int { all.count }

  /// The label of each category, from 1 on.
  ///
  /// torchvision's detectors take COCO's identifiers 1 to 90 as they are, gaps included. So do ours in that
  /// convention where all are whole numbers from 1 to 1,000; else, and in the paper's convention, the
  /// categories are counted from 1 on.
  public func labels(by convention: DetectionConvention) -> [Int] {
    let numbers = all.compactMap { category -> Int? in
      guard case .number(let number) = category.id, 1...Self.largestLabel ~= number else {
        return nil
      }
      return number
    }
    return convention == .torchvision && numbers.count == count
      ? numbers : Array(1..<count + 1)
  }

  /// The number of labels with that of the background: COCO's 80 categories have 91, or 81 in the paper's
  /// convention.
  public func labelCount(by convention: DetectionConvention) -> Int {
    (labels(by: convention).max() ?? 0) + 1
  }
}
