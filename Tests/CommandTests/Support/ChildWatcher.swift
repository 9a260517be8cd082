/// Who looks on while a child of ``Command`` runs, and may send signals.
protocol ChildWatcher: Sendable {
  /// Begins, with the child's number and the file of what it says on standard error.
  func watch(_ child: Int32, errors: String)
  /// Ends it.
  func stop()
}
