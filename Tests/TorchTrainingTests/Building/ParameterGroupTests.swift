import CentralizeOptions
import TestSupport
import Testing
import Torch
import TorchNN

@testable import TorchOptimizers
@testable import TorchTraining

/// Which learning rate and which decay each parameter of a network gets.
struct ParameterGroupTests {
  private func configuration(
    _ change: (inout OptionMap) throws -> Void
  ) throws -> RunConfiguration {
    try TestSupport.configuration {
      $0[.learningRate] = 0.5
      $0[.weightDecay] = 0.25
      try change(&$0)
    }
  }

  private func groups(
    _ change: (inout OptionMap) throws -> Void
  ) throws -> [String: (rate: Double, decay: Double)] {
    let configuration = try configuration(change)
    let optimizer = configuration.makeOptimizer(for: configuration.makeNetwork())
    return optimizer.groups.reduce(into: [:]) { all, group in
      let decay = group.chain.compactMap { ($0 as? WeightDecay)?.factor }.reduce(0, +)
      for parameter in group.parameters { all[parameter.name] = (group.learningRate, decay) }
    }
  }

  @Test func decayIsOnAllUnlessSomethingIsSaid() throws {
    let all = try groups { _ in }
    #expect(all.count == 29)
    for own in all.values { #expect(own.rate == 0.5 && own.decay == 0.25) }
  }

  @Test func kindsHaveNone() throws {
    let norm = try groups { $0[.noDecay] = "norm" }
    #expect(norm["bn1.weight"]?.decay == 0 && norm["bn1.bias"]?.decay == 0)
    #expect(norm["conv1.weight"]?.decay == 0.25 && norm["fc.bias"]?.decay == 0.25)
    let bias = try groups { $0[.noDecay] = "bias" }
    #expect(bias["bn1.weight"]?.decay == 0.25 && bias["bn1.bias"]?.decay == 0)
    #expect(bias["fc.bias"]?.decay == 0 && bias["fc.weight"]?.decay == 0.25)
    let both = try groups { $0[.noDecay] = "bias,norm" }
    // Of resnet8: nine weights of convolutions, and that of the classifier.
    #expect(both.values.count { $0.decay == 0.25 } == 10)
    #expect(both.values.allSatisfy { $0.rate == 0.5 })
  }

  @Test func embeddingsPositionsAndTokensAreOneKind() {
    final class Text: Layer {
      let embedding = Embedding(4, 3, using: Generator(seed: 1))
      let norm = LayerNorm([3])
      func callAsFunction(_ x: Tensor) -> Tensor { norm(embedding(x)) }
    }
    let network = Text()
    let facts = ParameterFacts(of: network)
    let kinds = network.namedParameters.map { parameter in
      Undecayed.Kind.allCases.filter { facts.isOf($0, parameter) }.map(\.rawValue)
    }
    #expect(
      network.namedParameters.map(\.name) == ["embedding.weight", "norm.weight", "norm.bias"])
    #expect(kinds == [["embedding"], ["norm"], ["norm", "bias"]])
    let position = Named("p", Parameter(Tensor.zeros([1, 2, 3]), .position))
    #expect(facts.isOf(.embedding, position) && !facts.isOf(.norm, position))
  }

  @Test func namesWinOverAllElse() throws {
    let all = try groups {
      $0[.noDecay] = "norm,bias"
      $0[.layerDecay] = 0.5
      $0[.classifierLearningRate] = 4
      $0[.learningRateOf] = "layer1.*=2,*.conv2.weight=3"
      $0[.weightDecayOf] = "fc.bias=7"
    }
    #expect(all["layer1.0.conv1.weight"]?.rate == 2 && all["layer1.0.conv2.weight"]?.rate == 3)
    #expect(all["fc.bias"]?.decay == 7 && all["bn1.bias"]?.decay == 0)
    #expect(all["fc.weight"]?.rate == 4, "the classifier is at its full rate")
  }

  /// Stem, three stages, classifier.
  @Test func ratesFallTowardsTheInput() throws {
    let all = try groups { $0[.layerDecay] = 0.5 }
    let rates = [
      "conv1.weight", "bn1.bias", "layer1.0.conv1.weight", "layer3.0.bn1.bias", "fc.weight",
    ]
    .map { all[$0]?.rate }
    let expected: [Double?] = [0.03125, 0.03125, 0.0625, 0.25, 0.5]
    #expect(rates == expected)
  }

  @Test func thePlanListsThem() throws {
    let configuration = try configuration {
      $0[.noDecay] = "norm,bias"
      $0[.layerDecay] = 0.5
    }
    let network = configuration.makeNetwork()
    var plan = CentralizationPlan(for: network, .all)
    #expect(!plan.text.contains(" rate "))
    plan.listRates(configuration.rules, learningRate: 0.5, weightDecay: 0.25, in: network)
    let all = try groups {
      $0[.noDecay] = "norm,bias"
      $0[.layerDecay] = 0.5
    }
    for row in plan.rows {
      let own = try #require(all[row.name])
      #expect(row.learningRate == own.rate && row.weightDecay == own.decay, "\(row.name)")
    }
    let lines = plan.text.split(separator: "\n")
    #expect(lines[0].contains(" rate "))
    #expect(lines[1].contains(" 0.03125 ") && lines[2].contains(" 0 "))
  }

  @Test func aPatternThatMatchesNothingIsRefused() throws {
    let configuration = try configuration { $0[.weightDecayOf] = "classifier.*=0" }
    let error = #expect(throws: TrainingError.self) {
      try configuration.rules.check(configuration.makeNetwork())
    }
    #expect(error?.description.hasPrefix("--weight-decay-of: expected a pattern") == true)
  }

  @Test func theHeadOfMuonIsTheClassifier() throws {
    let configuration = try configuration { $0[.optimizer] = "muon" }
    let optimizer = configuration.makeOptimizer(for: configuration.makeNetwork())
    #expect(optimizer.groups.map { $0.chain.map(\.name) }.count == 2)
    #expect(optimizer.groups[1].parameters.map(\.name) == ["fc.weight", "fc.bias"])
    #expect(optimizer.groups[1].chain.contains { $0.name == "adam" })
  }
}
