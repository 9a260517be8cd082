import Foundation
import TestSupport

/// The command beside a script in its engine's place, so that no network is trained.
struct FakeEngine {
  private let folder: TemporaryFolder

  /// The folder of the command, with an empty folder `data` in it.
  var path: String { folder.path }
  var command: String { path + "/centralize" }

  /// What makes a run of `resnet8` on that data.
  static let options = ["--model", "resnet8", "--dataset", "fashion-mnist", "--data", "data"]

  /// - Parameter script: What the engine does, in bash; its request is `$1`.
  /// - Throws: What keeps the folder from being made.
  init(_ script: String) throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: path + "/data", withIntermediateDirectories: true)
    let engine = path + "/centralize-engine"
    try folder.write(Array("#!/bin/bash\n\(script)\n".utf8), to: "centralize-engine")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: engine)
    let built = Command.folder + "/centralize"
    do {
      try FileManager.default.linkItem(atPath: built, toPath: command)
    } catch {
      try FileManager.default.copyItem(atPath: built, toPath: command)
    }
  }

  /// Runs the command with variables in its environment.
  func run(
    _ words: [String], with variables: [String] = [], interruption: Interruption? = nil
  ) async throws -> Outcome {
    try await Command.run(
      variables + [command] + words, program: "/usr/bin/env", in: path, interruption: interruption)
  }

  /// `centralize train` into the folder `run` in so many processes.
  func train(
    _ processes: Int, _ words: [String] = [], interruption: Interruption? = nil
  ) async throws -> Outcome {
    try await run(
      ["train"] + Self.options + ["--output", "run", "--processes", "\(processes)"] + words,
      interruption: interruption)
  }

  func write(_ text: String, to name: String) throws {
    try folder.write(Array(text.utf8), to: name)
  }

  /// The lines of a file that the engines have written.
  func lines(_ name: String) throws -> [String] {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8).split(separator: "\n")
      .map(String.init)
  }
}
