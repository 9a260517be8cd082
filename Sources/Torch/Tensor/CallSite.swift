import Foundation
import Runtime

/// A place in a program's source.
struct CallSite: CustomStringConvertible {
  let path: String
  let line: Int
  /// The function that it is in, as it is written in messages.
  let function: String

  /// As in `/home/me/train/main.swift:12, in model(_:)`.
  var description: String { "\(path):\(line), in \(function)" }

  /// Where the program has come into this library: the innermost call on this thread whose source is not the library's.
  ///
  /// It is read from the stack, so that a method, an operator and what a layer calls all name the line of the program.
  /// Takes seconds in a large program; `nil` where it has no debug information, and where Swift's own variable
  /// `SWIFT_BACKTRACE` says `enable=no`.
  @inline(never)
  static func ofLibrary() -> CallSite? {
    if getenv("SWIFT_BACKTRACE").map({ String(cString: $0).contains("enable=no") }) == true {
      return nil
    }
    let options: Backtrace.SymbolicationOptions = [
      .showInlineFrames, .showSourceLocations, .useSymbolCache,
    ]
    guard let stack = try? Backtrace.capture().symbolicated(options: options) else { return nil }
    for frame in stack.frames {
      guard let symbol = frame.symbol, let source = symbol.sourceLocation, source.line > 0,
        !source.path.hasPrefix(librarySources)
      else { continue }
      return CallSite(path: source.path, line: source.line, function: symbol.name)
    }
    return nil
  }

  /// What the paths of the sources of this module, and of those on top of it, begin with.
  private static let librarySources: String = {
    let folders = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return folders.dropLast(2).joined(separator: "/")
  }()
}
