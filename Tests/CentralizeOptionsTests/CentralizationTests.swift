import CentralizeOptions
import Foundation
import TestSupport
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
      case .sgdw, .adamw, .lion, .ranger, .muon: outside(name, after: nil)
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

  @Test func variantsStandInARecordWhereTheyAreUsed() throws {
    let plain = try minimal { $0[.centralizationAxis] = "input" }.resolved(in: machine())
    #expect(
      plain.optionMap[.centralizationAxis] == nil && plain.optionMap[.centralizationScale] == nil)
    let run = try minimal {
      $0[.centralizationAxis] = "tensor"
      $0[.centralizationScale] = true
    }.resolved(in: machine())
    #expect(run.optimizer.centralization?.axis == .tensor)
    #expect(run.optimizer.centralization?.isScaled == true)
    #expect(run.optionMap[.centralizationAxis] == "tensor")
    let record = try JSONDecoder().decode(RunConfiguration.self, from: JSONEncoder().encode(run))
    #expect(record == run)
  }

  @Test(arguments: OptimizerName.allCases) func aMomentIsAdams(_ name: OptimizerName) throws {
    let options = minimal {
      $0[.optimizer] = name.optionValue
      $0[.placement] = "moment"
    }
    if name == .adam || name == .adamw {
      #expect(try options.resolved(in: machine()).optimizer.centralization?.placement == .moment)
    } else {
      let error = #expect(throws: OptionsError.self) { _ = try options.resolved(in: machine()) }
      #expect(error?.description.contains("not for \(name.rawValue)") == true)
    }
  }

  @Test(arguments: combinations)
  func decayOrderHasAMeaningOrIsRefused(_ combination: Combination) throws {
    let options = minimal {
      $0[.optimizer] = combination.optimizer.optionValue
      $0[.placement] = combination.placement.optionValue
      $0[.decayOrder] = combination.given?.optionValue
    }
    if let refusal = combination.refusal {
      expectError("--decay-order cannot be given here", refusal) {
        _ = try options.resolved(in: machine())
      }
    } else {
      #expect(
        try options.resolved(in: machine())[.decayOrder] == combination.resolved?.optionValue)
    }
  }

  @Test func withoutCentralizationItsOptionsHaveNoEffect() throws {
    let none = try run { $0[.centralization] = "none" }
    #expect(none[.placement] == nil && none[.decayOrder] == nil && none[.minimumFanIn] == nil)
    #expect(none[.centralizationStrength] == nil && none[.centralizationSchedule] == nil)
  }

  typealias Change = @Sendable (inout OptionMap) -> Void
  static let settings: [(OptionName, Change)] = [
    (.placement, { $0[.placement] = "gradient" }), (.decayOrder, { $0[.decayOrder] = "before" }),
    (.minimumFanIn, { $0[.minimumFanIn] = 2 }), (.fanIn, { $0[.fanIn] = "rank" }),
    (.centralizationStrength, { $0[.centralizationStrength] = 1 }),
    (.centralizationSchedule, { $0[.centralizationSchedule] = "constant" }),
  ]

  @Test(arguments: settings)
  func whatSaysHowToCentralizeIsRefusedWhereNothingIs(_ option: OptionName, change: Change) throws {
    expectError("\(option.flag) cannot be given here", "--centralization none") {
      _ = try run {
        $0[.centralization] = "none"
        change(&$0)
      }
    }
    expectError("\(option.flag) cannot be given here", "--centralization none") {
      var options = OptionMap()
      change(&options)
      _ = try record {
        for (other, _) in Self.settings { $0[other.rawValue] = nil }
        $0["centralization"] = "none"
        $0[option.rawValue] = options[option]
      }
    }
  }

  @Test func theRuleOfInputsIsRecordedWhereItIsNotTheLayers() throws {
    #expect(try run { $0[.fanIn] = "layer" }[.fanIn] == nil)
    let byRank = try run { $0[.fanIn] = "rank" }
    #expect(byRank[.fanIn] == "rank" && byRank.optimizer.value.centralization?.fanIn == .rank)
    expectError("--fan-in must be", "'shape'") { _ = try run { $0[.fanIn] = "shape" } }
  }

  @Test func strengthAndSizeAreRecorded() throws {
    let schedule = Schedule(.cosine(), warmup: .steps(5))
    let weaker = try run {
      $0[.minimumFanIn] = 16
      $0[.centralizationStrength] = 0.5
      $0[.centralizationSchedule] = schedule.optionValue
    }
    #expect(weaker[.minimumFanIn] == 16 && weaker[.centralizationStrength] == 0.5)
    #expect(weaker[.centralizationSchedule] == schedule.optionValue)
    expectError("--centralization-schedule must be", "'fast'") {
      _ = try run { $0[.centralizationSchedule] = "fast" }
    }
  }

  /// The run that a record says which a change was made to.
  private func record(
    _ change: (inout [String: OptionValue]) -> Void
  ) throws(OptionsError) -> RunConfiguration {
    do {
      let data = try JSONEncoder().encode(run())
      var values = try JSONDecoder().decode([String: OptionValue].self, from: data)
      change(&values)
      return try JSONDecoder().decode(RunConfiguration.self, from: JSONEncoder().encode(values))
    } catch let error as OptionsError {
      throw error
    } catch {
      Issue.record(error)
      throw .unreadable(file: "the record", reason: "\(error)")
    }
  }

  @Test(arguments: [
    ("placement", "centralization"), ("minimum-fan-in", "centralization"),
    ("decay-order", "centralization"), ("centralization-schedule", "centralization"),
    ("momentum", "sgd"),
  ])
  func aRecordHasAllThatApplies(_ option: String, _ owner: String) {
    expectError("--\(option) is missing", owner) { _ = try record { $0[option] = nil } }
  }

  @Test func aConfigurationPutTogetherByHandIsCheckedToo() throws {
    var run = try run()
    run.course.centralizationSchedule = .init(.step(milestones: [2, 1], factor: 0.5))
    expectError("--centralization-schedule must be") { try run.validate() }
    expectError("--epochs") { _ = try record { $0["steps"] = 3 } }
    expectError("--rho is not an option of the optimizer sgd") {
      _ = try record { $0["rho"] = 0.5 }
    }
  }
}
