import CentralizeOptions
import Testing

struct CentralizationTests {
  struct Combination: Sendable, CustomTestStringConvertible {
    var optimizer: OptimizerName
    var placement: Centralization.Placement
    var given: Centralization.DecayOrder?
    /// The order of the run; `nil` where it makes no difference.
    var resolved: Centralization.DecayOrder?
    /// What the sentence says when the combination is refused.
    var refusal: String?
    var testDescription: String { "\(optimizer) \(placement) \(given?.rawValue ?? "default")" }
  }

  static let combinations: [Combination] =
    OptimizerName.allCases.flatMap { name in
      switch name {
      case .sgdw, .adamw, .lion, .ranger: outside(name, after: nil)
      case .lamb: outside(name, after: "inside the update that it scales")
      default: inside(name)
      }
    }

  /// Those of a decay that is part of the gradient.
  private static func inside(_ name: OptimizerName) -> [Combination] {
    [
      Combination(optimizer: name, placement: .gradient, given: nil, resolved: .before),
      Combination(optimizer: name, placement: .gradient, given: .before, resolved: .before),
      Combination(optimizer: name, placement: .gradient, given: .after, resolved: .after),
      Combination(optimizer: name, placement: .update, given: nil, resolved: .before),
      Combination(optimizer: name, placement: .update, given: .before, resolved: .before),
      Combination(
        optimizer: name, placement: .update, given: .after, refusal: "part of its gradient"),
    ]
  }

  /// Those of a decay that is not, and may come after the update unless that is refused.
  private static func outside(_ name: OptimizerName, after refusal: String?) -> [Combination] {
    let outside = "outside its gradient"
    return [
      Combination(optimizer: name, placement: .gradient, given: nil, resolved: nil),
      Combination(optimizer: name, placement: .gradient, given: .before, refusal: outside),
      Combination(optimizer: name, placement: .gradient, given: .after, refusal: outside),
      Combination(optimizer: name, placement: .update, given: nil, resolved: .before),
      Combination(optimizer: name, placement: .update, given: .before, resolved: .before),
      Combination(
        optimizer: name, placement: .update, given: .after, resolved: .after, refusal: refusal),
    ]
  }

  @Test(arguments: combinations)
  func decayOrderHasAMeaningOrIsRefused(_ combination: Combination) throws {
    let options = minimal {
      $0.optimizer = combination.optimizer
      $0.placement = combination.placement
      $0.decayOrder = combination.given
    }
    if let refusal = combination.refusal {
      expectError("--decay-order cannot be given here", refusal) {
        _ = try options.resolved(in: machine())
      }
    } else {
      #expect(try options.resolved(in: machine()).decayOrder == combination.resolved)
    }
  }

  @Test func withoutCentralizationItsOptionsHaveNoEffect() throws {
    let none = try run { $0.centralization = Centralization.Scope.none }
    #expect(none.placement == nil && none.decayOrder == nil && none.minimumFanIn == nil)
    #expect(none.centralizationStrength == nil && none.centralizationSchedule == nil)
  }

  typealias Change = @Sendable (inout TrainingOptions) -> Void
  static let settings: [(OptionName, Change)] = [
    (.placement, { $0.placement = .gradient }), (.decayOrder, { $0.decayOrder = .before }),
    (.minimumFanIn, { $0.minimumFanIn = 2 }),
    (.centralizationStrength, { $0.centralizationStrength = 1 }),
    (.centralizationSchedule, { $0.centralizationSchedule = .init(.constant) }),
  ]

  @Test(arguments: settings)
  func whatSaysHowToCentralizeIsRefusedWhereNothingIs(_ option: OptionName, change: Change) throws {
    expectError("\(option.flag) cannot be given here", "--centralization none") {
      _ = try run {
        $0.centralization = Centralization.Scope.none
        change(&$0)
      }
    }
    var byHand = try run()
    byHand.centralization = .none
    expectError("cannot be given here", "--centralization none") { try byHand.validate() }
  }

  @Test func strengthAndSizeAreRecorded() throws {
    let schedule = try Schedule("cosine,warmup:5", of: .centralizationSchedule)
    let weaker = try run {
      $0.minimumFanIn = 16
      $0.centralizationStrength = 0.5
      $0.centralizationSchedule = schedule
    }
    #expect(weaker.minimumFanIn == 16 && weaker.centralizationStrength == 0.5)
    #expect(weaker.centralizationSchedule == schedule)
    expectError("--centralization-schedule must be", "'fast'") {
      _ = try Schedule("fast", of: .centralizationSchedule)
    }
  }

  @Test func aConfigurationPutTogetherByHandIsCheckedToo() throws {
    var run = try run()
    run.placement = nil
    expectError("--placement is missing") { try run.validate() }
    run.placement = .gradient
    run.minimumFanIn = nil
    expectError("--minimum-fan-in is missing") { try run.validate() }
    run.minimumFanIn = 2
    run.centralizationSchedule = .init(.step(milestones: [2, 1], factor: 0.5))
    expectError("--centralization-schedule must be") { try run.validate() }
    run.centralizationSchedule = .init(.cosine)
    run.decayOrder = nil
    expectError("--decay-order is missing") { try run.validate() }
    run.decayOrder = .before
    run.momentum = nil
    expectError("--momentum is missing", "sgd") { try run.validate() }
    run.momentum = 0.9
    run.steps = 3
    expectError("--epochs") { try run.validate() }
  }
}
