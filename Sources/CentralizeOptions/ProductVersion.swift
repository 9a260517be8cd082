/// The version of this product, as `centralize --version` prints it and runs record it.
public enum ProductVersion {
  /// The version in the form `major.minor.patch`.
  public static let current = "0.1.0"
}
