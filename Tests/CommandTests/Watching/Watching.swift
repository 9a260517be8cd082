import Foundation
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// `centralize watch` as a child process on a port that is free.
struct Watching {
  let process = Process()
  private let output = Pipe()

  /// Watches the folder at `path`, with so many descriptors.
  init(_ path: String, descriptors: Int? = nil) throws {
    let words = ["watch", path, "--port", "0"]
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let limit = descriptors.map { "ulimit -n \($0); " } ?? ""
    process.arguments =
      ["-c", limit + "exec \"$0\" \"$@\"", Command.folder + "/centralize"] + words
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    try Command.withAllSignals { try process.run() }
  }

  /// The address that it prints.
  func address() async throws -> URL {
    let output = output
    let line = await withCheckedContinuation { continuation in
      Thread {
        let data = output.fileHandleForReading.availableData
        continuation.resume(returning: String(decoding: data, as: UTF8.self))
      }.start()
    }
    #expect(line.hasSuffix("\n"))
    return try #require(URL(string: line.trimmingCharacters(in: .newlines)))
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

  /// Ends it.
  func stop() {
    process.terminate()
    process.waitUntilExit()
  }
}
