import TestSupport
import Testing
import Torch

/// `export`: any file of weights becomes safetensors with torchvision's keys.
struct ExportTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private func export(_ weights: String, _ words: String...) async throws -> Outcome {
    try await Command.run(
      ["export", "--weights", weights, "--output", "out.safetensors"] + words, in: bench.path(""))
  }

  @Test func theKeysAreTorchvisions() async throws {
    let outcome = try await Command.run(
      ["init", "--model", "resnet18", "--classes", "3", "--output", "r18"], in: bench.path(""))
    #expect(outcome.code == 0, "\(outcome.errors)")
    let file = try SafetensorsFile(bench.path("r18"))
    let tensors = file.names.compactMap { name in file[name].map { (name, $0) } }
    try bench.write(saved(tensors, entry: "state_dict", prefix: "module."), to: "r18.pth")
    let export = try await export("r18.pth", "--model", "resnet18")
    #expect(export.code == 0 && export.output.isEmpty, "\(export.errors)")
    #expect(
      export.errors
        == "weights: r18.pth: took the entry 'state_dict', removed the prefix 'module.'\n")

    let written = try SafetensorsFile(bench.path("out.safetensors"))
    let keys: [String: [StateEntry]] = try Fixture.json("resnet_keys.json")
    let expected = try #require(keys["resnet18"])
    #expect(written.names.sorted() == expected.map(\.key).sorted())
    for entry in expected where !entry.key.hasPrefix("fc.") {
      #expect(written[entry.key]?.shape == entry.shape, "\(entry.key)")
    }
    for (name, tensor) in tensors {
      #expect(try isBitIdentical(tensor, #require(written[name])), "\(name)")
    }
  }

  /// Of a checkpoint the model alone, with the classes and channels of the file.
  @Test func aCheckpointIsExported() async throws {
    try await bench.train("run", "--steps", "1")
    let outcome = try await export(
      "run/last.safetensors", "--config", "run/config.json")
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(try bench.bytes("out.safetensors") == bench.bytes("run/weights.safetensors"))
  }

  @Test func elementTypesAreKept() async throws {
    let types = Fixture.path("pth/plain.pth")
    expectFailure(
      try await export(types, "--model", "resnet8"), code: 1,
      "plain.pth does not fit the model resnet8",
      "keys missing")
    #expect(!bench.has("out.safetensors"))
    try await bench.initialize("w", seed: 1)
    let half = try SafetensorsFile(bench.path("w")).tensors.mapValues {
      $0.dtype.isFloatingPoint ? $0.to(.float16) : $0
    }
    try SafetensorsFile.write(half.map { ($0.key, $0.value) }, to: bench.path("half"))
    #expect(try await export("half", "--model", "resnet8").code == 0)
    for (name, tensor) in try SafetensorsFile(bench.path("out.safetensors")).tensors {
      #expect(try isBitIdentical(tensor, #require(half[name])), "\(name)")
    }
  }

  @Test func wrongUsageIsRefused() async throws {
    expectFailure(try await export("none", "--model", "resnet8"), code: 1, "none of --weights")
    try await bench.initialize("w", seed: 1)
    expectFailure(
      try await export("w", "--model", "resnet8", "--classes", "4"), code: 1,
      "fc.weight: expected [4, 64], found [10, 64]")
    expectFailure(try await export("w"), code: 64, "--model is missing")
    expectFailure(
      try await export("w", "--model", "resnet8", "--seed", "1"), code: 64,
      "not an option of 'export'")
  }
}

/// A key of a state dict with its shape: `["conv1.weight", [64, 3, 7, 7]]`.
private struct StateEntry: Decodable {
  let key: String
  let shape: [Int]

  init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    key = try container.decode(String.self)
    shape = try container.decode([Int].self)
  }
}
