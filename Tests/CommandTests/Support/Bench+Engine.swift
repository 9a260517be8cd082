import EngineProtocol
import CentralizeOptions
import Foundation
import TestSupport
import Testing

/// Requests straight to the engine.
///
/// The debug build of the argument parser takes half a second to check itself for every command
/// with many options; so what a test is not about goes past it.
extension Bench {
  private var surroundings: Surroundings {
    Surroundings(
      environment: [:], currentFolder: path("."), cores: 1, kind: Surroundings.current.kind)
  }

  /// Has the engine do what `request` asks.
  func engine(
    _ request: EngineRequest, interruption: Interruption? = nil, waits: Bool = true
  ) async throws -> Outcome {
    try await Command.run(
      [request.encoded()], program: "centralize-engine", in: path("."),
      interruption: interruption, waits: waits)
  }

  /// Trains into `output` with the common options and these.
  func attempt(
    _ output: String, _ words: [String], interruption: Interruption? = nil
  ) async throws -> Outcome {
    let request = try EngineRequest.training(
      options(Self.common + words), output: output, resume: false, in: surroundings)
    return try await engine(request, interruption: interruption)
  }

  /// Trains into `output` and expects success.
  @discardableResult
  func train(
    _ output: String, _ words: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Outcome {
    let outcome = try await attempt(output, words)
    try #require(outcome.code == 0, "\(outcome.errors)", sourceLocation: sourceLocation)
    return outcome
  }

  /// Continues the run in `output`.
  func resume(
    _ output: String, interruption: Interruption? = nil, waits: Bool = true
  ) async throws -> Outcome {
    let request = try EngineRequest.training(
      OptionMap(), output: path(output), resume: true, in: surroundings)
    return try await engine(request, interruption: interruption, waits: waits)
  }

  /// Trains without and with centralization into `output` with the common options and these.
  func compare(
    _ output: String, seeds: Int, _ words: [String], interruption: Interruption? = nil
  ) async throws -> Outcome {
    try await Command.run(
      ["compare"] + Self.common + ["--seeds", "\(seeds)", "--output", output] + words,
      in: path("."), interruption: interruption)
  }

  /// Writes the initial weights of `resnet8` for a seed.
  func initialize(_ output: String, seed: Int) async throws {
    let request = try InitializeRequest(
      options(["--model", "resnet8", "--seed", "\(seed)"]), channels: nil, output: output,
      in: surroundings)
    let outcome = try await engine(.initialize(request))
    try #require(outcome.code == 0, "\(outcome.errors)")
  }

  /// What the words of a command line say.
  private func options(_ words: [String]) throws -> OptionMap {
    var values = OptionMap()
    var rest = words[...]
    while let word = rest.popFirst() {
      let spelling = String(word.dropFirst(2))
      let option = try #require(OptionName(spelling: spelling), "\(word)")
      if option.canBeTurnedOff {
        values[option] = .truth(spelling == option.rawValue)
        continue
      }
      let value = rest.popFirst() ?? ""
      switch option.kind {
      case .wholeNumber: values[option] = Int(value).map(OptionValue.whole)
      case .number: values[option] = Double(value).map(OptionValue.number)
      default: values[option] = .text(value)
      }
    }
    return values
  }
}
