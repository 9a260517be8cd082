/// The version of this product, as `centralize --version` prints it and runs record it.
package enum ProductVersion {
  /// The version in the form `major.minor.patch`.
  package static let current = "0.4.0"
}
