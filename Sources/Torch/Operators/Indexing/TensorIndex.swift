/// What stands in a tensor's subscript for one dimension: a number, a range, a place, or a tensor of indices.
///
/// A number takes one entry, whose dimension disappears; it counts from the end when negative. A range takes entries
/// from its lower bound to its upper one; the bound of a one-sided range may count from the end, as in
/// `x[(-3)...]` for the last three and `x[..<(-1)]` for all but the last. An index or a bound beyond the size traps, where
/// PyTorch cuts a range off.
public protocol TensorIndex {
  /// What is done with the dimension.
  var indexingStep: IndexingStep { get }
}

/// What a subscript does with one dimension; ``TensorIndex`` says which values stand for them.
public enum IndexingStep {
  /// One entry is taken; the dimension disappears.
  case entry(Int)
  /// The entries between two bounds that may count from the end: `nil` for the first and for the end.
  case slice(from: Int?, upTo: Int?, by: Int)
  /// All dimensions for which nothing else stands.
  case ellipsis
  /// A dimension of size 1 is put in.
  case newDim
  /// The entries that integers name, or those where truth values are true.
  case gather(Tensor)
}

extension Int: TensorIndex {
  /// This entry.
  public var indexingStep: IndexingStep { .entry(self) }
}

extension Range<Int>: TensorIndex {
  /// The entries in the range.
  public var indexingStep: IndexingStep { .slice(from: lowerBound, upTo: upperBound, by: 1) }
}

extension ClosedRange<Int>: TensorIndex {
  /// The entries in the range.
  public var indexingStep: IndexingStep { .slice(from: lowerBound, upTo: end(upperBound), by: 1) }
}

extension PartialRangeFrom<Int>: TensorIndex {
  /// The entries from the bound on.
  public var indexingStep: IndexingStep { .slice(from: lowerBound, upTo: nil, by: 1) }
}

extension PartialRangeUpTo<Int>: TensorIndex {
  /// The entries before the bound.
  public var indexingStep: IndexingStep { .slice(from: nil, upTo: upperBound, by: 1) }
}

extension PartialRangeThrough<Int>: TensorIndex {
  /// The entries up to the bound.
  public var indexingStep: IndexingStep { .slice(from: nil, upTo: end(upperBound), by: 1) }
}

extension Tensor: TensorIndex {
  /// The entries that this tensor's integers name, or those where its truth values are true.
  public var indexingStep: IndexingStep { .gather(self) }
}

/// The bound behind `last`: of the last entry, −1, that is the end.
private func end(_ last: Int) -> Int? { last == -1 ? nil : last + 1 }

/// A word in a tensor's subscript, as in `x[.ellipsis, 0]`.
public struct IndexingWord: TensorIndex {
  /// What is done with the dimension.
  public let indexingStep: IndexingStep
}

extension TensorIndex where Self == IndexingWord {
  /// All entries of the dimension: PyTorch's `:`.
  public static var all: Self { IndexingWord(indexingStep: .slice(from: nil, upTo: nil, by: 1)) }
  /// Every `count`th entry of the dimension, from the first on: PyTorch's `::count`.
  public static func every(_ count: Int) -> Self {
    IndexingWord(indexingStep: .slice(from: nil, upTo: nil, by: count))
  }
  /// All entries of all dimensions for which nothing else stands: PyTorch's `...`.
  public static var ellipsis: Self { IndexingWord(indexingStep: .ellipsis) }
  /// A dimension of size 1 that is put in: PyTorch's `None`.
  public static var newDim: Self { IndexingWord(indexingStep: .newDim) }
}
