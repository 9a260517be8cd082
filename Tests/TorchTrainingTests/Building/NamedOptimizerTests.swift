import CentralizeOptions
import Foundation
import TestSupport
import Testing
import Torch
import TorchOptimizers
import TorchTraining

/// Every option of every optimizer reaches its chain.
struct NamedOptimizerTests {
  /// The weights `[2, 3]` after eight steps.
  private func trained(_ make: ([Named<Parameter>]) throws -> Optimizer) rethrows -> Tensor {
    let weight = Parameter(
      Tensor([0.5, -1, 2, 1.5, -0.25, 0.75] as [Double], shape: [2, 3]), .weight(.linear))
    let optimizer = try make([Named("w", weight)])
    let gradients = Tensor.normal([8, 2, 3], dtype: .float64, using: Generator(seed: 3))
    for step in 0..<8 {
      weight.grad = gradients.select(0, step)
      optimizer.step()
    }
    return withoutGrad { weight.clone() }
  }

  @Test(arguments: cases)
  func everyOptionCounts(_ example: Case) throws {
    for placement in [Centralization.Placement.gradient, .update] {
      let own = Centralization(
        .all, placement: placement == .update ? .update : .gradient, minimumFanIn: 3,
        strength: 0.75)
      let expected = trained {
        Optimizer([Optimizer.Group($0, learningRate: 0.25, example.named(own))])
      }
      let found = try trained {
        try configuration {
          $0[.optimizer] = example.name.optionValue
          $0[.learningRate] = 0.25
          $0[.weightDecay] = 0.125
          $0[.placement] = placement.optionValue
          $0[.minimumFanIn] = 3
          $0[.centralizationStrength] = 0.75
          example.change(&$0)
        }.makeOptimizer(for: $0)
      }
      #expect(isBitIdentical(found, expected))
    }
  }

  @Test(arguments: cases)
  func withoutCentralizationThereIsNone(_ example: Case) throws {
    let expected = trained {
      Optimizer([Optimizer.Group($0, learningRate: 0.25, example.named(nil))])
    }
    let found = try trained {
      try configuration {
        $0[.optimizer] = example.name.optionValue
        $0[.learningRate] = 0.25
        $0[.weightDecay] = 0.125
        $0[.centralization] = "none"
        example.change(&$0)
      }.makeOptimizer(for: $0)
    }
    #expect(isBitIdentical(found, expected))
  }

  @Test func everyOptimizerAndEachOwnOptionIsHere() throws {
    for name in OptimizerName.allCases {
      var options = OptionMap()
      for example in Self.cases where example.name == name { example.change(&options) }
      for option in name.ownOptions { #expect(options[option] != nil, "\(name) \(option)") }
    }
  }
}
