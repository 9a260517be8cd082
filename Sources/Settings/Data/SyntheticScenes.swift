/// How many scenes a data set has that makes as many as are asked for.
public enum SyntheticScenes {
  /// The scenes to train on when nothing else is said.
  public static let training = 600
  /// The scenes to test on when nothing else is said.
  public static let test = 200
}
