import CentralizeOptions
import TestSupport
import Testing

struct OptimizerTests {
  typealias Change = @Sendable (inout OptionMap) -> Void

  static let own: [(OptionName, Change)] = [
    (.momentum, { $0[.momentum] = 0.5 }), (.momentumForm, { $0[.momentumForm] = "average" }),
    (.momentumForm, { $0[.momentumForm] = "sum" }), (.dampening, { $0[.dampening] = 0.5 }),
    (.nesterov, { $0[.nesterov] = true }), (.nesterov, { $0[.nesterov] = false }),
    (.beta1, { $0[.beta1] = 0.5 }), (.beta2, { $0[.beta2] = 0.5 }),
    (.epsilon, { $0[.epsilon] = 0.5 }),
    (.amsgrad, { $0[.amsgrad] = true }), (.amsgrad, { $0[.amsgrad] = false }),
    (.alpha, { $0[.alpha] = 0.5 }), (.centered, { $0[.centered] = true }),
    (.rho, { $0[.rho] = 0.5 }),
    (.momentumDecay, { $0[.momentumDecay] = 0.5 }),
  ]

  @Test(arguments: OptimizerName.allCases)
  func anOptionThatTheOptimizerLacksIsRefused(_ name: OptimizerName) throws {
    for (option, change) in Self.own {
      let options = minimal {
        $0[.optimizer] = name.optionValue
        change(&$0)
      }
      if name.ownOptions.contains(option) {
        _ = try options.resolved(in: machine())
      } else {
        expectError("\(option.flag) is not an option of the optimizer \(name.rawValue)") {
          _ = try options.resolved(in: machine())
        }
      }
    }
  }

  @Test func theAverageHasNoDampening() throws {
    expectError("--dampening cannot be given here", "--momentum-form average") {
      _ = try run {
        $0[.momentumForm] = "average"
        $0[.dampening] = 0.5
      }
    }
    let average = try run {
      $0[.momentumForm] = "average"
      $0[.dampening] = 0
      $0[.nesterov] = true
    }
    #expect(average[.momentumForm] == "average")
  }

  @Test(arguments: OptimizerName.allCases)
  func wrappersGoAroundAny(_ name: OptimizerName) throws {
    let run = try run {
      $0[.optimizer] = name.optionValue
      $0[.lookahead] = "3:0.25"
      $0[.sam] = 0.05
    }
    #expect(run[.lookahead]?.description == "3:0.25")
    #expect(run[.sam] == 0.05)
  }

  @Test func rangerMadeByHandNeedsItsSlowWeights() throws {
    var ranger = try run { $0[.optimizer] = "ranger" }
    ranger.wrapping.lookahead = nil
    expectError("--lookahead is missing", "ranger") { try ranger.validate() }
    ranger.wrapping.lookahead = Lookahead()
    ranger.wrapping.lookahead?.steps = 0
    expectError("--lookahead must be", "'0:0.5'") { try ranger.validate() }
  }

  @Test func nesterovNeedsMomentumWithoutDampening() {
    expectError("--nesterov", "--momentum") {
      _ = try run {
        $0[.nesterov] = true
        $0[.momentum] = 0
      }
    }
    expectError("--nesterov", "--dampening of 0") {
      _ = try run {
        $0[.nesterov] = true
        $0[.dampening] = 0.5
      }
    }
  }
}
