/// The largest sizes that may be named: far above any use, so that products such as epochs times
/// images cannot overflow.
package enum Limits {
  /// The most epochs of a run.
  package static let epochs = 1_000_000
  package static let steps = 1_000_000_000
  /// The most classes of a network.
  package static let classes = 100_000
  package static let images = 1_000_000_000
  /// The largest side of an image, in pixels.
  package static let imageSize = 16_384
  /// The most channels of an image.
  package static let channels = 10_000
  /// How many characters the label of an arm has.
  private static let labelLength = 1...200

  /// What is wrong with the label of an arm; `nil` where nothing is.
  package static func problem(ofLabel label: String) -> (expected: String, found: String)? {
    if labelLength.contains(label.count) { return nil }
    return (
      "\(labelLength.lowerBound) to \(labelLength.upperBound) characters long",
      label.isEmpty ? "empty" : "\(label.count) characters long"
    )
  }
}
