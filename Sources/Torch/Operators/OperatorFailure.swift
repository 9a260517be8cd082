import CTorch

/// What libtorch says of a call that failed.
package struct OperatorFailure: Error, Hashable, Sendable {
  /// Its message.
  package let message: String

  /// The failure of the last call on this thread.
  init() { message = String(cString: ct_error()) }
}
