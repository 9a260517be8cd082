import CentralizeOptions
import TestSupport
import Testing

/// Silence where options are read: trap 19.
struct SilenceTraps {
  @Test(arguments: OptimizerName.allCases)
  func trap19anOptionThatTheOptimizerDoesNotKnowIsAnError(_ name: OptimizerName) throws {
    let changes: [(OptionName, (inout OptionMap) -> Void)] = [
      (.momentum, { $0[.momentum] = 0.5 }), (.dampening, { $0[.dampening] = 0.5 }),
      (.nesterov, { $0[.nesterov] = true }), (.beta1, { $0[.beta1] = 0.5 }),
      (.beta2, { $0[.beta2] = 0.5 }), (.epsilon, { $0[.epsilon] = 0.5 }),
    ]
    let unknown = changes.filter { !name.ownOptions.contains($0.0) }
    #expect(!unknown.isEmpty)
    for (option, change) in unknown {
      let options = minimal {
        $0[.optimizer] = name.optionValue
        change(&$0)
      }
      expectError(option.flag, name.rawValue) { _ = try options.resolved(in: machine()) }
    }
    // Centralization is an option of every one.
    let centralized = minimal {
      $0[.optimizer] = name.optionValue
      $0[.centralization] = "all"
    }
    #expect(try centralized.resolved(in: machine())[.centralization] == "all")
  }
}
