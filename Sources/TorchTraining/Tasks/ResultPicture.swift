public import TorchData

/// What a network makes of an example, beside what is right, to be looked at.
public struct ResultPicture: Sendable {
  /// What is right.
  public var truth: Picture
  /// What the network says.
  public var found: Picture

  /// The two pictures.
  public init(truth: Picture, found: Picture) { (self.truth, self.found) = (truth, found) }
}
