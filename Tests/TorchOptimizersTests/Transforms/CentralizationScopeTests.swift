import TestSupport
import Testing
import Torch
import TorchOptimizers

/// What is centralized and what is left alone: the layer says it, no shape does.
@Suite struct CentralizationScopeTests {
  private let parameters = SampleParameters()

  /// What one step of pure descent subtracts from each parameter.
  private func updates(_ link: GradientCentralization) -> [String: Tensor] {
    let before = parameters.values
    parameters.drawGradients(seed: 7)
    Optimizer(parameters.named, learningRate: 1, link).step()
    let after = parameters.values
    return before.reduce(into: [:]) { result, entry in
      result[entry.key] = after[entry.key].map { entry.value - $0 }
    }
  }

  private func gradient(_ name: String) throws -> Tensor {
    try #require(parameters[name].grad)
  }

  @Test func weightsLoseTheirMeans() throws {
    let updates = updates(GradientCentralization())
    for (name, _, fanIn) in SampleParameters.weights {
      let expected = try gradient(name).centralized(over: fanIn)
      #expect(maxDifference(try #require(updates[name]), expected) < 1e-13, "\(name)")
    }
  }

  @Test func oneInputPerUnitIsNeverMadeZero() throws {
    let updates = updates(GradientCentralization())
    for (name, _, _) in SampleParameters.singleInputs {
      let update = try #require(updates[name])
      #expect(maxDifference(update, try gradient(name)) < 1e-13, "\(name)")
      #expect(update.abs().min().item > 0)
    }
  }

  @Test func biasesGainsEmbeddingsAndPositionsAreLeftAlone() throws {
    let updates = updates(GradientCentralization())
    for (name, _, _) in SampleParameters.others {
      #expect(maxDifference(try #require(updates[name]), try gradient(name)) < 1e-13, "\(name)")
    }
  }

  @Test func convolutionsOfEveryRankAreConvolutions() throws {
    let updates = updates(GradientCentralization(.convolutions))
    for (name, _, fanIn) in SampleParameters.weights {
      let gradient = try gradient(name)
      let expected = name == "linear" ? gradient : gradient.centralized(over: fanIn)
      #expect(maxDifference(try #require(updates[name]), expected) < 1e-13, "\(name)")
    }
  }

  @Test func aRoleSetByHandHolds() throws {
    parameters["linear"].role = .position
    let updates = updates(GradientCentralization())
    #expect(maxDifference(try #require(updates["linear"]), try gradient("linear")) < 1e-13)
  }

  @Test func everyVerdictHasItsReason() {
    let all = GradientCentralization()
    for (name, _, fanIn) in SampleParameters.weights {
      #expect(all.verdict(on: parameters[name]) == .centralized(fanIn))
    }
    for (name, _, _) in SampleParameters.singleInputs {
      #expect(
        all.verdict(on: parameters[name])
          == .untouched("one input per output unit: the gradient would become zero"))
    }
    let reasons = [
      "bias": "a bias has no inputs", "biasTable": "a bias has no inputs",
      "gain": "a gain has no inputs", "gainMatrix": "a gain has no inputs",
      "embedding": "an embedding is looked up, not summed over",
      "position": "a position is looked up, not summed over",
      "token": "a token is itself an input",
    ]
    for (name, reason) in reasons {
      #expect(all.verdict(on: parameters[name]) == .untouched(reason))
    }
    let convolutions = GradientCentralization(.convolutions)
    #expect(convolutions.verdict(on: parameters["linear"]) == .untouched("not a convolution"))
    #expect(
      convolutions.verdict(on: parameters["conv1d"])
        == .centralized(.convolution(spatialDims: 1)))
  }
}
