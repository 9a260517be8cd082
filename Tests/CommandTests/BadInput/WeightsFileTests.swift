import Foundation
import TestSupport
import Testing
import Torch

/// Files of weights that are another model's, or damaged.
struct WeightsFileTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private func evaluate(_ weights: String) async throws -> Outcome {
    try await Command.run(
      ["evaluate"] + Bench.common + ["--weights", weights], in: bench.path(""))
  }

  @Test func anotherModelsKeysAreNamed() async throws {
    try await bench.initialize("own", seed: 0)
    let file = try SafetensorsFile(bench.path("own"))
    var tensors = file.names.compactMap { name in file[name].map { (name: name, tensor: $0) } }
    tensors.removeAll { $0.name == "fc.bias" || $0.name == "conv1.weight" }
    tensors += [("classifier.bias", .zeros([10])), ("conv1.weight", .zeros([16, 3, 3, 3]))]
    try SafetensorsFile.write(tensors, to: bench.path("other"))
    expectFailure(
      try await evaluate("other"), code: 1, "other does not fit the model resnet8",
      "1 keys missing (fc.bias)", "1 keys unexpected (classifier.bias)",
      "conv1.weight: expected [16, 1, 3, 3], found [16, 3, 3, 3]")
    // Training refuses it before it makes a folder.
    let training = try await bench.attempt("run", ["--weights", "other", "--steps", "1"])
    expectFailure(training, code: 1, "1 keys missing (fc.bias)")
    #expect(!bench.has("run"))
  }

  @Test func damagedFilesAreRefusedByTheirSize() async throws {
    try await bench.initialize("good", seed: 0)
    let good = try bench.bytes("good")
    try bench.write(Array(good.prefix(good.count / 2)), to: "half")
    expectFailure(
      try await evaluate("half"), code: 1, "half: expected \(good.count) bytes",
      "found \(good.count / 2)", "cut off")
    // A header that claims to be longer than the file.
    var lying = good
    lying.replaceSubrange(0..<8, with: [0, 0, 0, 4, 0, 0, 0, 0])
    try bench.write(lying, to: "lying")
    expectFailure(try await evaluate("lying"), code: 1, "lying: expected \(8 + (4 << 24)) bytes")
    try bench.write(Array("PK not tensors at all".utf8), to: "text")
    expectFailure(try await evaluate("text"), code: 1, "text is not a safetensors file")
    try bench.write([], to: "empty")
    expectFailure(try await evaluate("empty"), code: 1, "empty is not a safetensors file")
  }

  /// A checkpoint that does not belong to the run that is resumed.
  @Test func anotherRunsCheckpointIsRefused() async throws {
    try await bench.train("run", "--steps", "1")
    let path = bench.path("run/last.safetensors")
    let file = try SafetensorsFile(path)
    let tensors = file.names.compactMap { name in
      file[name].map { (name: name, tensor: $0.clone()) }
    }
    var metadata = file.metadata
    metadata["formatVersion"] = "3"
    try SafetensorsFile.write(tensors, metadata: metadata, to: path)
    let newer = try await bench.resume("run")
    expectFailure(newer, code: 1, "run/last.safetensors has formatVersion 3", "up to 2")
    metadata["formatVersion"] = "2"
    try SafetensorsFile.write(
      tensors.filter { $0.name != "bn1.weight" }, metadata: metadata, to: path)
    let unfit = try await bench.resume("run")
    expectFailure(unfit, code: 1, "run/last.safetensors does not fit", "missing (bn1.weight)")
  }
}
