/// How many operations are drawn at random for each training image, and how strong they are.
///
/// As a text it is `N:M`.
///
/// Source: Cubuk, Zoph, Shlens and Le, "RandAugment: Practical automated data augmentation with a reduced search space",
/// NeurIPS 2020, https://arxiv.org/abs/1909.13719, with the operations and strengths of torchvision's `RandAugment`.
public struct RandAugment: Hashable, Sendable {
  /// The number `N` of operations, one after the other, from 1.
  public var operations: Int
  /// The strength `M`, in `0...30`.
  public var magnitude: Int

  /// The strengths that there are: from 0 to 30.
  package static let magnitudes = 31

  /// So many operations of one strength; others than 1 or more and 0 to 30 trap.
  public init(operations: Int = 2, magnitude: Int = 9) {
    precondition(operations >= 1, "operations: expected at least 1, found \(operations)")
    precondition(
      (0..<Self.magnitudes).contains(magnitude), "magnitude: expected 0 to 30, found \(magnitude)")
    (self.operations, self.magnitude) = (operations, magnitude)
  }
}

extension RandAugment: TextValue {
  /// `N:M`.
  public static let expectation =
    "N:M, such as 2:9, with N a whole number from 1 to 100 and M one from 0 to 30"

  /// The numbers that a text says.
  public init?(_ text: String) {
    let numbers = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let operations = numbers[0], let magnitude = numbers[1],
      (1...100).contains(operations), (0..<Self.magnitudes).contains(magnitude)
    else { return nil }
    self.init(operations: operations, magnitude: magnitude)
  }

  /// The text that `init(_:)` reads.
  public var description: String { "\(operations):\(magnitude)" }
}
