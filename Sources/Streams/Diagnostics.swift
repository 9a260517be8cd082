import Glibc

/// All that is said beside the results, on standard error.
///
/// Where that cannot be written, as on a full disk, it is dropped: no work ends for a message.
package enum Diagnostics {
  /// Says a line.
  package static func say(_ line: String) { write(line + "\n") }

  /// Writes a text as it is.
  package static func write(_ text: String) { _ = writeAll(Array(text.utf8), to: STDERR_FILENO) }
}
