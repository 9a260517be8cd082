import TestSupport
import Testing
import Torch
import TorchNN
import TorchVision

/// Whole networks with known weights, against what torchvision's compute.
///
/// One after another: the largest has 69 million weights.
@Suite(.serialized) struct NetworkValueTests {
  private let fixture: [String: Tensor]
  private let images: Tensor

  init() throws {
    fixture = try Fixture.tensors("network_values.safetensors")
    images = try #require(try Fixture.tensors("resnet8.safetensors")["resnet_images"])
  }

  @Test(.extended, arguments: NetworkCase.published)
  func ofPublishedDepths(_ networkCase: NetworkCase) throws {
    try check(networkCase, .published)
  }

  @Test(arguments: NetworkCase.shallow) func ofEachFamily(_ networkCase: NetworkCase) throws {
    try check(networkCase, .published)
  }

  @Test(arguments: NetworkStyle.all) func inEachStyle(_ style: NetworkStyle) throws {
    try check(#require(NetworkCase.shallow.first { $0.name == "resnet_cifar" }), style)
  }

  @Test(.extended, arguments: NetworkCase.shallow, NetworkStyle.all)
  func inEveryStyle(_ networkCase: NetworkCase, _ style: NetworkStyle) throws {
    try check(networkCase, style)
  }

  private func check(_ networkCase: NetworkCase, _ style: NetworkStyle) throws {
    let expected = Expectation(
      fixture.under("\(networkCase.name)/\(style.testDescription)/"))
    let images =
      networkCase.isForCIFAR
      ? images.narrowed(2, from: 0, count: 32).narrowed(3, from: 0, count: 32) : images
    let network = networkCase.make(style)
    let isStandardized = style.form == .standardized
    network.move(dtype: .float64)
    network.fillByFastWaves(isStandardized: isStandardized)
    // Evaluation goes first: training changes the statistics that it uses.
    network.setTraining(false)
    try expected.logits("evaluation", withoutGrad { network(images) }, within: 1e-9)
    network.setTraining(true)
    let logits = network(images)
    try expected.logits("training", logits, within: 1e-9)
    logits.crossEntropy(Tensor([3, 7])).backward()
    try expected.gradients(of: network)
    try expected.statistics(of: network)
    network.move(dtype: .float32)
    network.fillByFastWaves(isStandardized: isStandardized, onlyStatistics: true)
    network.setTraining(false)
    try expected.logits("evaluation", withoutGrad { network(images.to(.float32)) }, within: 1e-4)
  }
}

/// The values of one network in the fixture.
private struct Expectation {
  private let values: [String: Tensor]

  init(_ values: [String: Tensor]) { self.values = values }

  private func value(_ name: String) throws -> Tensor { try #require(values[name], "\(name)") }

  func logits(_ mode: String, _ found: Tensor, within tolerance: Double) throws {
    let difference = maxDifference(found, try value("\(mode)_logits"))
    #expect(difference <= tolerance, "\(mode) logits in \(found.dtype)")
  }

  func gradients(of network: any Layer) throws {
    let gradients = network.parameters.compactMap { $0.grad }
    try #require(gradients.count == network.parameters.count)
    let all = Tensor.concatenated(gradients.map { $0.flattened() })
    let norm = try value("gradient_norm").item
    #expect(abs(all.norm().item - norm) <= 1e-7 * norm, "the norm of the gradients")
    try sample("gradient", all, within: 1e-7 * norm)
  }

  func statistics(of network: any Layer) throws {
    let buffers = network.namedBuffers.filter { $0.name.contains("running_") }
    guard !buffers.isEmpty else {
      #expect(values["statistics_entries"] == nil)
      return
    }
    let all = Tensor.concatenated(buffers.map(\.value))
    try sample("statistics", all, within: 1e-9 * all.abs().max().item)
  }

  private func sample(_ name: String, _ found: Tensor, within tolerance: Double) throws {
    let count = found.count
    let vector = (Tensor.arange(count, dtype: .float64) * 0.9 + 0.2).sin()
    let product = (found * vector).sum().item / vector.norm().item
    #expect(abs(product - (try value("\(name)_product")).item) <= tolerance, "\(name) product")
    let entries = found.indexSelect(0, Tensor((0..<8).map { $0 * count / 8 }))
    let difference = (entries - (try value("\(name)_entries"))).abs().max().item
    #expect(difference <= tolerance, "\(name) entries")
  }
}
