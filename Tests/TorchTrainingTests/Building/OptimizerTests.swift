import CentralizeOptions
import TestSupport
import Testing
import Torch
import TorchNN
import TorchOptimizers
import TorchTraining

struct OptimizerTests {
  private func optimizer(
    _ change: (inout OptionMap) throws -> Void
  ) throws -> Optimizer {
    try configuration(change).makeOptimizer(for: LinearClassifier().namedParameters)
  }

  private func chain(
    _ name: OptimizerName, _ change: (inout OptionMap) throws -> Void = { _ in }
  ) throws -> [String] {
    let optimizer = try optimizer {
      $0[.optimizer] = name.optionValue
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
    #expect(try chain(.rmsprop) == [decay, link, "rmsprop"])
    #expect(try chain(.adadelta) == [decay, link, "adadelta"])
    #expect(try chain(.nadam) == [decay, link, "nadam"])
    #expect(try chain(.radam) == [decay, link, "radam"])
    #expect(try chain(.adabelief) == [decay, link, "adabelief"])
  }

  @Test func aDecayThatIsNoPartOfTheGradientComesLater() throws {
    let decay = "weightDecay"
    let link = "gradientCentralization"
    #expect(try chain(.sgdw) == [link, "momentum", decay])
    #expect(try chain(.adamw) == [link, "adam", decay])
    #expect(try chain(.lion) == [link, "lion", decay])
    #expect(try chain(.ranger) == [link, "radam", decay])
    #expect(try chain(.lamb) == [link, "adam", decay, "trustRatio"])
  }

  @Test func centralizesTheUpdateLast() throws {
    let last = try OptimizerName.allCases.map { try chain($0) { $0[.placement] = "update" }.last }
    #expect(Set(last) == ["gradientCentralization"])
    #expect(
      try chain(.adamw) {
        $0[.placement] = "update"
        $0[.decayOrder] = "after"
      } == ["adam", "gradientCentralization", "weightDecay"])
  }

  @Test func theDecayMayComeAfterwards() throws {
    #expect(
      try chain(.sgd) { $0[.decayOrder] = "after" }
        == ["gradientCentralization", "weightDecay", "momentum"])
  }

  @Test func slowWeightsFollowAnyOptimizer() throws {
    for name in OptimizerName.allCases {
      let alone = try optimizer { $0[.optimizer] = name.optionValue }
      #expect(alone.groups[0].following.count == (name == .ranger ? 1 : 0))
      let slow = try optimizer {
        $0[.optimizer] = name.optionValue
        $0[.lookahead] = "5"
      }
      #expect(slow.groups[0].following.map(\.name) == ["lookahead"])
    }
  }

  @Test func theLinkHasTheSettingsOfTheRun() throws {
    let optimizer = try optimizer {
      $0[.centralization] = "convolutions"
      $0[.minimumFanIn] = 16
      $0[.centralizationStrength] = 0.5
    }
    let links = optimizer.groups[0].chain.compactMap { $0 as? GradientCentralization }
    #expect(links.count == 1)
    #expect(links[0].scope == .convolutions && links[0].minimumFanIn == 16)
    #expect(links[0].strength == 0.5)
  }

  @Test func whatIsNotAskedForIsNotThere() throws {
    #expect(
      try chain(.sgd) {
        $0[.centralization] = "none"
        $0[.weightDecay] = 0
        $0[.momentum] = 0
      } == [])
    #expect(
      try chain(.ranger) { $0[.centralization] = "none" }
        == ["radam", "weightDecay"])
  }
}
