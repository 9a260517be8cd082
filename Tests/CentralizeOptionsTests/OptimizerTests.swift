import CentralizeOptions
import Testing

struct OptimizerTests {
  typealias Change = @Sendable (inout TrainingOptions) -> Void

  static let own: [(OptionName, Change)] = [
    (.momentum, { $0.momentum = 0.5 }), (.dampening, { $0.dampening = 0.5 }),
    (.nesterov, { $0.nesterov = true }), (.nesterov, { $0.nesterov = false }),
    (.beta1, { $0.beta1 = 0.5 }), (.beta2, { $0.beta2 = 0.5 }), (.epsilon, { $0.epsilon = 0.5 }),
  ]

  @Test(arguments: OptimizerName.allCases)
  func anOptionThatTheOptimizerLacksIsRefused(_ name: OptimizerName) throws {
    for (option, change) in Self.own {
      let options = minimal {
        $0.optimizer = name
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

  @Test func nesterovNeedsMomentumWithoutDampening() {
    expectError("--nesterov", "--momentum") {
      _ = try run {
        $0.nesterov = true
        $0.momentum = 0
      }
    }
    expectError("--nesterov", "--dampening of 0") {
      _ = try run {
        $0.nesterov = true
        $0.dampening = 0.5
      }
    }
  }
}
