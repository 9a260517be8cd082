import Foundation
import Processes
import TestSupport
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// `centralize watch` as a child process on a port that is free.
final class Watching {
  private let folder: TemporaryFolder
  private let program: Subprocess
  private var end: Subprocess.End?

  /// Watches the folder at `path`, with so many descriptors.
  init(_ path: String, descriptors: Int? = nil) throws {
    folder = try TemporaryFolder()
    let limit = descriptors.map { "ulimit -n \($0); " } ?? ""
    program = try TestProgram.start(
      "/bin/sh",
      [
        "-c", limit + "exec \"$0\" \"$@\"", Command.folder + "/centralize", "watch", path, "--port",
        "0",
      ],
      output: folder.file("out"), errors: folder.file("err"))
  }

  /// The address that it prints.
  func address() async throws -> URL {
    let limit = ContinuousClock.now + .seconds(600)
    while isRunning, ContinuousClock.now < limit {
      let line = String(decoding: try folder.read("out"), as: UTF8.self)
      if line.hasSuffix("\n") {
        return try #require(URL(string: line.trimmingCharacters(in: .newlines)))
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw POSIXError(.ECHILD)
  }

  var isRunning: Bool {
    if end == nil { end = program.endIfEnded() }
    return end == nil
  }

  /// Ends it.
  func stop() { end(by: SIGTERM) }

  /// Ends it by a signal; tells how it ended.
  @discardableResult func end(by signal: Int32) -> Subprocess.End {
    if let end { return end }
    program.send(signal)
    let end = program.wait()
    self.end = end
    return end
  }

  /// What is at an address.
  func text(_ address: URL) async throws -> String {
    let (data, response) = try await URLSession.shared.data(from: address)
    #expect((response as? HTTPURLResponse)?.statusCode == 200)
    return String(decoding: data, as: UTF8.self)
  }

  /// What is at an address, once it has some words or five minutes have passed.
  func text(_ address: URL, until words: String) async throws -> String {
    var text = try await text(address)
    for _ in 0..<3000 where !text.contains(words) {
      try await Task.sleep(for: .milliseconds(100))
      text = try await self.text(address)
    }
    return text
  }
}
