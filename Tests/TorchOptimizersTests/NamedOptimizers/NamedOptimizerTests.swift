import TestSupport
import Testing
import Torch
import TorchOptimizers

/// The optimizers as chains of links, and the identities between them.
@Suite struct NamedOptimizerTests {
  @Test func putTheirLinksInTheOrderOfTheAlgorithm() {
    let (decay, phi) = ("weightDecay", "gradientCentralization")
    func links(_ named: some NamedOptimizer) -> [String] { named.chain.map(\.name) }
    let onUpdate = Centralization(placement: .update)
    let after = Centralization(decayOrder: .after)
    #expect(links(SGD()) == [])
    #expect(links(SGD(momentum: 0.9)) == ["momentum"])
    #expect(links(SGD(weightDecay: 0.1, centralization: .init())) == [decay, phi])
    #expect(
      links(SGD(momentum: 0.9, weightDecay: 0.1, centralization: after)) == [
        phi, decay, "momentum",
      ])
    #expect(links(Adam(weightDecay: 0.1, centralization: onUpdate)) == [decay, "adam", phi])
    #expect(links(Adagrad(centralization: .init())) == [phi, "adagrad"])
    #expect(links(AdamW()) == ["adam", decay])
    #expect(links(AdamW(centralization: .init())) == [phi, "adam", decay])
    #expect(links(AdamW(centralization: after)) == [phi, "adam", decay])
    #expect(links(AdamW(centralization: onUpdate)) == ["adam", decay, phi])
    #expect(
      links(AdamW(centralization: .init(placement: .update, decayOrder: .after)))
        == ["adam", phi, decay])
  }

  @Test(arguments: OptimizerName.allCases)
  func areFoundByTheirNames(_ name: OptimizerName) {
    var settings = name.usual
    #expect(settings.name == name && settings.value.settings == settings)
    settings.weightDecay = 0.25
    settings.centralization = Centralization(.convolutions)
    #expect(settings.weightDecay == 0.25 && settings.name == name)
    let links = settings.value.chain
    #expect(links.contains { $0 is WeightDecay })
    #expect(links.contains { ($0 as? GradientCentralization)?.scope == .convolutions })
  }

  @Test func handTheScopeOn() throws {
    let named = SGD(centralization: .init(.convolutions))
    let link = try #require(named.chain.first as? GradientCentralization)
    #expect(link.scope == .convolutions)
  }

  @Test func ofSGDBothPlacementsAreOneOptimizer() {
    for (nesterov, form, dampening) in [
      (false, Momentum.Form.sum, 0), (true, .sum, 0), (false, .sum, 0.5), (true, .average, 0),
    ] {
      let results = [Centralization.Placement.gradient, .update].map { placement in
        let parameters = SampleParameters()
        parameters.train(
          Optimizer(
            parameters.named, learningRate: 0.1,
            SGD(
              momentum: 0.9, form: form, dampening: dampening, nesterov: nesterov,
              weightDecay: 0.1, centralization: .init(placement: placement))))
        return parameters.values
      }
      for (name, value) in results[0] {
        #expect(results[1][name].map { maxDifference($0, value) < 1e-13 } == true, "\(name)")
      }
    }
  }

  @Test func ofAdamTheyAreTwo() {
    let results = [Centralization.Placement.gradient, .update].map { placement in
      let parameters = SampleParameters()
      parameters.train(
        Optimizer(
          parameters.named, learningRate: 0.1, Adam(centralization: .init(placement: placement))))
      return parameters["linear"].detached()
    }
    #expect(maxDifference(results[0], results[1]) > 1e-3)
  }

  @Test func aCoupledDecayCannotComeAfterTheUpdate() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ =
        Adam(weightDecay: 0.1, centralization: .init(placement: .update, decayOrder: .after))
        .chain
    }
    let message = text(result?.standardErrorContent)
    #expect(
      message.contains("a coupled decay is part of the update and cannot come after it"))
  }

  @Test func settingsOutOfRangeAreNotIgnored() async {
    let decay = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SGD(weightDecay: -0.1).chain
    }
    let decayMessage = text(decay?.standardErrorContent)
    #expect(decayMessage.contains("weight decay: expected at least 0, found -0.1"))
    let momentum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SGD(momentum: -0.9)
    }
    let momentumMessage = text(momentum?.standardErrorContent)
    #expect(momentumMessage.contains("momentum: expected 0 to below 1, found -0.9"))
  }
}
