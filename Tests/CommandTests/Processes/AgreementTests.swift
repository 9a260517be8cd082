import Foundation
import Processes
import TestSupport
import Testing

/// Processes that would not make the same run do not begin one.
struct AgreementTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  /// Expects that both end, and that one of them says why.
  private func expectRefusal(
    _ words: (Int) -> [String], _ expected: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let processes = try bench.launch("run") { ["--steps", "1", "--accumulate", "2"] + words($0) }
    let outcomes = try await processes.outcomes()
    #expect(
      outcomes.allSatisfy { $0.end == .code(1) }, "\(outcomes)", sourceLocation: sourceLocation)
    let said = outcomes.map(\.errors).joined().split(separator: "\n")
    #expect(said.count == 1, "\(said)", sourceLocation: sourceLocation)
    for word in ["Error: rank 1 on \(ProcessInfo.processInfo.hostName): expected "] + expected {
      #expect(said.first?.contains(word) == true, "\(said)", sourceLocation: sourceLocation)
    }
    #expect(!bench.has("run"), sourceLocation: sourceLocation)
  }

  @Test func otherOptionsEndAll() async throws {
    try await expectRefusal(
      { $0 == 1 ? ["--learning-rate", "0.2"] : [] }, "--learning-rate", "0.2", "0.1")
  }

  @Test func otherDataEndsAll() async throws {
    try FileManager.default.copyItem(atPath: bench.path("data"), toPath: bench.path("other"))
    let file = "other/train-images-idx3-ubyte"
    var bytes = try bench.bytes(file)
    bytes[bytes.count - 1] ^= 1
    try bench.write(bytes, to: file)
    try await expectRefusal(
      { $0 == 1 ? ["--data", "other"] : [] }, "SHA-256 of train-images-idx3-ubyte")
  }
}
