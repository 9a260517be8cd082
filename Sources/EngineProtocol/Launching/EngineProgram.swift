import Foundation
import Processes

/// The program that makes runs, and how it is told which.
package struct EngineProgram: Hashable, Sendable {
  let path: String
  /// What it is started with, where a request is not its only argument but stands in its environment.
  private let arguments: [String]?

  /// The variable in which a program that has arguments of its own finds its request.
  private static let variable = "CENTRALIZE_REQUEST"

  /// A program whose only argument is a request, by its path.
  package init(_ path: String) { (self.path, arguments) = (path, nil) }

  /// This program itself, with the arguments that it has.
  package static var ownself: EngineProgram {
    EngineProgram(OwnExecutable.path, CommandLine.arguments)
  }

  private init(_ path: String, _ words: [String]) {
    (self.path, arguments) = (path, Array(words.dropFirst()))
  }

  /// The arguments, and what is added to the environment, for a request.
  func words(
    for request: EngineRequest
  ) throws -> (arguments: [String], variables: [String: String]) {
    let text = try request.encoded()
    return arguments.map { ($0, [Self.variable: text]) } ?? ([text], [:])
  }

  /// What this process was started for by itself; `nil` where a person started it.
  ///
  /// - Throws: `OptionsError` where it is no request.
  package static func ownRequest() throws -> EngineRequest? {
    guard Supervision.descriptor != nil, let text = getenv(variable) else { return nil }
    return try EngineRequest(encoded: String(cString: text))
  }

  /// Has libtorch's threads sleep soon when they wait for each other, unless the user says otherwise.
  ///
  /// By default they spin for milliseconds. Where another process, or the thread that prepares the
  /// images, needs the processor, a spinning thread keeps it from just the one that it waits for:
  /// training on a busy machine was seen to run at a fifth of its speed.
  package static func shortenSpinning() {
    guard getenv("OMP_WAIT_POLICY") == nil else { return }
    setenv("GOMP_SPINCOUNT", "20000", 0)
  }
}
