/// A size for every spatial dimension, written `3` where all are equal, or `[3, 5]`.
public struct Extent: Hashable, Sendable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  private let values: [Int]

  /// The same size in every dimension.
  public init(_ value: Int) { values = [value] }

  /// The same size in every dimension.
  public init(integerLiteral value: Int) { self.init(value) }

  /// A size for each dimension, in their order.
  public init(arrayLiteral elements: Int...) { values = elements }

  /// The sizes of `dims` dimensions; traps where a list has another count.
  func expanded(to dims: Int) -> [Int] {
    if values.count == 1 { return Array(repeating: values[0], count: dims) }
    precondition(values.count == dims, "expected 1 or \(dims) sizes, found \(values)")
    return values
  }
}
