/// The largest sizes that a text may name: far above any use, so that products such as epochs times
/// images cannot overflow.
public enum Limits {
  /// The most epochs of a run.
  public static let epochs = 1_000_000
  /// The most optimizer steps of a run.
  public static let steps = 1_000_000_000
  /// The most classes of a network.
  public static let classes = 100_000
}
