import EngineProtocol
import CentralizeOptions
import TestSupport
import Testing
import Torch
import TorchData
import TorchNN
import TorchOptimizers
import TorchVision

@testable import TorchTraining

/// What is found along the steps, against PyTorch's numbers in `landscape.safetensors`.
struct LandscapeFixtureTests {
  @Test(arguments: ["none", "all"])
  func findsWhatPyTorchFinds(arm: String) throws {
    Runtime.threads = 1
    let tensors = try Fixture.tensors("landscape.safetensors")
    let images = InMemoryImages(
      pixels: try #require(tensors["images"]).array(),
      labels: try #require(tensors["labels"]).array(of: Int64.self).map(Int.init),
      imageShape: ImageShape(channels: 1, height: 12, width: 12), classCount: 4)
    let loader = DataLoader(
      images, batchSize: 8,
      pipeline: ImagePipeline(
        normalization: Normalization(mean: [0.3], deviation: [0.3]), dtype: .float64),
      shuffle: false, workers: 0)
    let network = ResNet(
      .init(blocks: [1, 1, 1], widths: [2, 4, 8]), stem: .strided, channels: 1, classes: 4,
      using: Generator(seed: 1))
    network.move(dtype: .float64)
    let initial = try Fixture.tensors("training.safetensors").under("initial/")
    try network.load(stateDict: initial)
    let optimizer = Optimizer(
      network.namedParameters, learningRate: 0.1,
      SGD(
        momentum: 0.9, weightDecay: 5e-4, centralization: arm == "all" ? Centralization() : nil))
    let trainer = Trainer(
      network, optimizer, ClassificationTask(loader), schedule: constantSchedule())
    let probe = LandscapeProbe(trainer, CentralizationMonitor(optimizer), every: 1)
    for _ in 0..<4 where try probe.step() == nil {
      trainer.finishEpoch()
      _ = try probe.step()
    }
    try expect(probe.points, tensors.under(arm + "/"))
  }

  private func expect(_ points: [LandscapePoint], _ expected: [String: Tensor]) throws {
    func check(_ name: String, _ values: [[Double]]) throws {
      let expected = try #require(expected[name], "\(name)").array(of: Double.self)
      #expect(values.joined().count == expected.count, "\(name)")
      for (found, value) in zip(values.joined(), expected) {
        #expect(abs(found - value) <= 1e-9 * max(1, abs(value)), "\(name)")
      }
    }
    try check("loss", points.map { [$0.loss] })
    try check("gradient_norm", points.map { [$0.gradientNorm] })
    try check("along", points.map { $0.lengths.compactMap(\.loss) })
    try check("distance", points.map { $0.lengths.map(\.distance) })
    try check("change", points.map { $0.lengths.compactMap(\.gradientChange) })
    try check("centralized_change", points.map { $0.lengths.compactMap(\.centralizedChange) })
    let names = expected.keys.filter { $0.hasPrefix("share/") }
    #expect(Set(points[0].shares.map { "share/" + $0.name }) == Set(names))
    for name in names {
      try check(
        name,
        points.map { point in
          point.shares.filter { "share/" + $0.name == name }.map(\.share)
        })
    }
  }
}
