import CentralizeOptions
import Testing
import Torch
import TorchNN
import TorchOptimizers
import TorchTraining

struct OptimizerTests {
  private func optimizer(
    _ change: (inout TrainingOptions) throws -> Void
  ) throws -> Optimizer {
    try configuration(change).makeOptimizer(for: LinearClassifier().namedParameters)
  }

  private func chain(
    _ name: OptimizerName, _ change: (inout TrainingOptions) throws -> Void = { _ in }
  ) throws -> [String] {
    let optimizer = try optimizer {
      $0.optimizer = name
      try change(&$0)
    }
    return try #require(optimizer.groups.first).chain.map(\.name)
  }

  @Test func centralizesTheGradientAfterTheDecay() throws {
    let decay = "weightDecay"
    let link = "gradientCentralization"
    #expect(try chain(.sgd) == [decay, link, "momentum"])
    #expect(try chain(.adam) == [decay, link, "adam"])
    #expect(try chain(.adagrad) == [decay, link, "adagrad"])
    #expect(try chain(.adamw) == [link, "adam", decay])
  }

  @Test func centralizesTheUpdateLast() throws {
    let last = try OptimizerName.allCases.map { try chain($0) { $0.placement = .update }.last }
    #expect(last == Array(repeating: "gradientCentralization", count: 4))
    #expect(
      try chain(.adamw) {
        $0.placement = .update
        $0.decayOrder = .after
      } == ["adam", "gradientCentralization", "weightDecay"])
  }

  @Test func theDecayMayComeAfterwards() throws {
    #expect(
      try chain(.sgd) { $0.decayOrder = .after }
        == ["gradientCentralization", "weightDecay", "momentum"])
  }

  @Test func whatIsNotAskedForIsNotThere() throws {
    #expect(
      try chain(.sgd) {
        $0.centralization = CentralizationScope.none
        $0.weightDecay = 0
        $0.momentum = 0
      } == [])
  }
}
