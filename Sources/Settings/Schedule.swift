/// How the learning rate, or the strength of centralization, follows the steps of a run.
///
/// As a text it is `constant`, `cosine` or `step:60,120,180:0.1`, each with an optional `,warmup:N` or
/// `,warmup:N:SHARE`.
public struct Schedule: Hashable, Sendable {
  /// The course after the warm-up.
  public enum Shape: Hashable, Sendable {
    /// The given value throughout.
    case constant
    /// Half a cosine from the given value to zero at the run's last step.
    case cosine
    /// Multiplied by `factor` at the start of each epoch in `milestones`.
    ///
    /// Milestones rise strictly and are at least 1; the factor is in (0, 1].
    case step(milestones: [Int], factor: Double)
  }

  /// The course after the warm-up.
  public var shape: Shape
  /// The number of optimizer steps over which the value rises linearly; 0 for no warm-up.
  public var warmupSteps: Int
  /// The share of the value that the warm-up begins with, in (0, 1), or `nil` for none.
  ///
  /// The value rises from there in equal parts, and is whole in the step after the warm-up; from 0 it is whole
  /// in the warm-up's last step.
  public var warmupShare: Double?

  /// A schedule of a shape, a number of warm-up steps, and what those begin with.
  public init(_ shape: Shape, warmupSteps: Int = 0, warmupShare: Double? = nil) {
    self.shape = shape
    self.warmupSteps = warmupSteps
    self.warmupShare = warmupSteps == 0 ? nil : warmupShare
  }
}

extension Schedule: TextValue {
  /// The three shapes, with or without a warm-up.
  public static let expectation =
    "'constant', 'cosine' or 'step:60,120,180:0.1' (rising epochs, then a factor above 0 and at "
    + "most 1), each with an optional ',warmup:N' (steps) or ',warmup:N:SHARE' (between 0 and 1)"

  /// The schedule that a text describes.
  public init?(_ text: String) {
    guard let parsed = Self.parse(text) else { return nil }
    self = parsed
  }

  /// The text that `init(_:)` reads; equal schedules have equal texts.
  public var description: String {
    let base =
      switch shape {
      case .constant: "constant"
      case .cosine: "cosine"
      case .step(let milestones, let factor):
        "step:" + milestones.map(String.init).joined(separator: ",") + ":\(factor)"
      }
    if warmupSteps == 0 { return base }
    return base + ",warmup:\(warmupSteps)" + (warmupShare.map { ":\($0)" } ?? "")
  }
}

extension Schedule {
  private static func parse(_ text: String) -> Self? {
    let marker = ",warmup:"
    guard let range = text.firstRange(of: marker) else { return parseShape(text).map { Self($0) } }
    let parts = text[range.upperBound...].split(separator: ":", omittingEmptySubsequences: false)
    guard let shape = parseShape(text[..<range.lowerBound]), parts.count <= 2,
      let steps = wholeNumber(parts[0], in: 0...Limits.steps)
    else { return nil }
    guard parts.count == 2 else { return Self(shape, warmupSteps: steps) }
    guard let share = Double(parts[1]), share > 0, share < 1 else { return nil }
    return Self(shape, warmupSteps: steps, warmupShare: share)
  }

  private static func parseShape(_ text: some StringProtocol) -> Shape? {
    if text == "constant" { return .constant }
    if text == "cosine" { return .cosine }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "step",
      let factor = Double(parts[2]), factor > 0, factor <= 1
    else { return nil }
    var milestones: [Int] = []
    for part in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
      let least = (milestones.last ?? 0) + 1
      guard least <= Limits.epochs, let milestone = wholeNumber(part, in: least...Limits.epochs)
      else { return nil }
      milestones.append(milestone)
    }
    return .step(milestones: milestones, factor: factor)
  }

  private static func wholeNumber(_ text: some StringProtocol, in range: ClosedRange<Int>) -> Int? {
    Int(text).flatMap { range.contains($0) ? $0 : nil }
  }
}
