import Files
import Foundation
import Streams

/// Lines on standard error: some that stay, and on a terminal below them some that change in place.
package final class LiveLines {
  /// Whether standard error is a terminal, where lines can change.
  package let isTerminal = isatty(STDERR_FILENO) != 0
  private var shown: [FittingLine] = []
  private var drawn: [String] = []

  private let isQuiet: Bool

  /// Lines of which, where it is quiet, only warnings are seen.
  package init(isQuiet: Bool = false) { self.isQuiet = isQuiet }

  /// Writes a line that stays, above those that change.
  package func say(_ line: String) { if !isQuiet { warn(line) } }

  /// Writes a line that people must see.
  package func warn(_ line: String) {
    let again = shown
    Diagnostics.write(clearing + line.escaped + "\n")
    (shown, drawn) = ([], [])
    show(again)
  }

  /// Has these be the lines that change; where there is no terminal, nothing happens.
  package func show(_ lines: [FittingLine]) {
    guard isTerminal, !isQuiet, !(lines.isEmpty && shown.isEmpty) else { return }
    let width = columns
    let fitting = lines.map { $0.text(within: width).escaped }
    if fitting != drawn { Diagnostics.write(clearing + fitting.joined(separator: "\n")) }
    (shown, drawn) = (lines, fitting)
  }

  package func end() { show([]) }

  /// Takes the shown lines away: the cursor stands at the end of the last.
  private var clearing: String {
    guard !shown.isEmpty else { return "" }
    let line = "\r\u{1B}[2K"
    return line + String(repeating: "\u{1B}[1A" + line, count: shown.count - 1)
  }

  /// The width of the terminal less one, so that no line ever wraps.
  private var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 79 }
    return Int(size.ws_col) - 1
  }
}
