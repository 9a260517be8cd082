import CentralizeOptions
import EngineProtocol
import Foundation
import RunRecords
import TestSupport
import Testing
import Torch
import TorchNN

@testable import TorchTraining

/// Runs in half precision.
extension RunTests {
  /// In fp16 the first steps overflow, and a run is stopped among them.
  @Test(arguments: [Precision.bf16, .fp16])
  func goesOnInHalfPrecision(_ precision: Precision) throws {
    let configuration = try options { $0[.precision] = precision.optionValue }
    let metrics = try run("whole", configuration)
    let overflows = metrics.map(\.overflowedSteps)
    let scales = metrics.map(\.lossScale)
    if precision == .fp16 {
      #expect(overflows == [1, 0] && scales == [32768, 32768], "\(overflows) \(scales)")
    } else {
      #expect(overflows == [nil, nil] && scales == [nil, nil])
    }
    for step in [1, 2, 3, 5] {
      let name = "stopped-\(step)"
      #expect(throws: TrainingError.self) { try run(name, configuration) { $0 == step } }
      #expect(try run(name, configuration, resume: true) == metrics)
      #expect(try contents(name) == contents("whole"), "stopped after step \(step)")
    }
    try run("plain", options())
    let weights = "weights.safetensors"
    #expect(try folder.read("whole/" + weights) != folder.read("plain/" + weights))
    let file = try SafetensorsFile(folder.file("whole/" + weights))
    #expect(file.tensors.values.allSatisfy { $0.dtype == .float32 || $0.dtype == .int64 })
    func text(_ name: String) throws -> String {
      String(decoding: try folder.read(name), as: UTF8.self)
    }
    #expect(try text("whole/config.json").contains("\"precision\" : \"\(precision.rawValue)\""))
    #expect(try !text("plain/config.json").contains("precision"))
    #expect(try !text("plain/metrics.jsonl").contains("lossScale"))
  }

  @Test func aCheckpointWithoutItsScaleIsRefused() throws {
    let configuration = try options { $0[.precision] = "fp16" }
    #expect(throws: TrainingError.self) { try run("a", configuration) { $0 == 2 } }
    let path = folder.file("a/last.safetensors")
    let file = try SafetensorsFile(path)
    let text = try #require(file.metadata["run"])
    let scale = try #require(text.firstMatch(of: /"lossScale":\{[^}]*\},/))
    // As one from before there were digests, which would tell of any change.
    let metadata = ["formatVersion": "2", "run": text.replacing(scale.0, with: "")]
    try SafetensorsFile.write(
      file.names.compactMap { name in file[name].map { (name, $0) } }, metadata: metadata, to: path)
    let error = #expect(throws: TrainingError.self) { try run("a", configuration, resume: true) }
    #expect(error?.description.contains("expected the record of a run") == true)
  }

  /// Steps that are left out are not looked at.
  @Test func theLandscapeOfHalfPrecisionIsThatOfItsRun() throws {
    let configuration = try options { $0[.precision] = "fp16" }
    try run("run", configuration)
    let training = try LandscapeTraining(LandscapeRequest(configuration, every: 1))
    let found = try training.run()
    #expect(found.failure == nil && found.points.map(\.step) == Array(2...6), "\(found.points)")
    #expect(found.points.allSatisfy { $0.gradientNorm < 1000 }, "of gradients without the scale")
    let weights = try SafetensorsFile(folder.file("run/weights.safetensors"))
    for entry in training.trainer.model.stateDict {
      #expect(isBitIdentical(entry.tensor, try #require(weights[entry.name])), "\(entry.name)")
    }
  }
}
