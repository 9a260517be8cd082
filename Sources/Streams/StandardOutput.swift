import Glibc
import Synchronization

/// The first reason why something was not written; 0 for none.
private let problem = Atomic<Int32>(0)

/// The results, on standard output.
package enum StandardOutput {
  /// Prints a text at once.
  ///
  /// Whether it was written is asked for by ``check()`` when all that has to be saved is.
  package static func print(_ text: String, terminator: String = "\n") {
    guard problem.load(ordering: .relaxed) == 0 else { return }
    problem.store(writeAll(Array((text + terminator).utf8), to: STDOUT_FILENO), ordering: .relaxed)
  }

  /// Checks that all that was printed has been written, as far as someone reads it.
  package static func check() throws(StandardOutputError) {
    let reason = problem.load(ordering: .relaxed)
    if reason != 0 && reason != EPIPE { throw StandardOutputError(code: reason) }
  }
}

/// Results that were made, and could not be printed.
package struct StandardOutputError: Error, Hashable, CustomStringConvertible {
  let code: Int32

  package var description: String {
    "the result could not be written to standard output: \(String(cString: strerror(code)))"
  }
}
