import CentralizeOptions
import Testing

struct CentralizationTests {
  struct Combination: Sendable, CustomTestStringConvertible {
    var optimizer: OptimizerName
    var placement: CentralizationPlacement
    var given: DecayOrder?
    /// The order of the run; `nil` where it makes no difference.
    var resolved: DecayOrder?
    /// What the sentence says when the combination is refused.
    var refusal: String?
    var testDescription: String { "\(optimizer) \(placement) \(given?.rawValue ?? "default")" }
  }

  static let combinations: [Combination] =
    [OptimizerName.sgd, .adam, .adagrad].flatMap { name in
      [
        Combination(optimizer: name, placement: .gradient, given: nil, resolved: .before),
        Combination(optimizer: name, placement: .gradient, given: .before, resolved: .before),
        Combination(optimizer: name, placement: .gradient, given: .after, resolved: .after),
        Combination(optimizer: name, placement: .update, given: nil, resolved: .before),
        Combination(optimizer: name, placement: .update, given: .before, resolved: .before),
        Combination(
          optimizer: name, placement: .update, given: .after, refusal: "part of its gradient"),
      ]
    } + [
      Combination(optimizer: .adamw, placement: .gradient, given: nil, resolved: nil),
      Combination(
        optimizer: .adamw, placement: .gradient, given: .before, refusal: "outside its gradient"),
      Combination(
        optimizer: .adamw, placement: .gradient, given: .after, refusal: "outside its gradient"),
      Combination(optimizer: .adamw, placement: .update, given: nil, resolved: .before),
      Combination(optimizer: .adamw, placement: .update, given: .before, resolved: .before),
      Combination(optimizer: .adamw, placement: .update, given: .after, resolved: .after),
    ]

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
    let none = try run { $0.centralization = CentralizationScope.none }
    #expect(none.placement == nil && none.decayOrder == nil)
    expectError("--placement cannot be given here", "--centralization none") {
      _ = try run {
        $0.centralization = CentralizationScope.none
        $0.placement = .gradient
      }
    }
    expectError("--decay-order cannot be given here", "--centralization none") {
      _ = try run {
        $0.centralization = CentralizationScope.none
        $0.decayOrder = .before
      }
    }
  }

  @Test func aConfigurationPutTogetherByHandIsCheckedToo() throws {
    var run = try run()
    run.placement = nil
    expectError("--placement is missing") { try run.validate() }
    run.placement = .gradient
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
