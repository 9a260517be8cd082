import CentralizeOptions
import Files
import Grids
import Reports
public import Settings
public import TorchTraining

/// An experiment that a program makes, with a network, data, a task or optimizers of its own.
///
/// Arms are compared in pairs of one seed. Each run is a process of its own, which is this program again: it comes to
/// the same ``run(in:jobs:processes:plannedSeeds:retryFailed:tensorboard:timeout:isQuiet:)`` or
/// ``main(in:jobs:processes:plannedSeeds:retryFailed:tensorboard:timeout:isQuiet:)``, makes the one run that it is for, and
/// ends there. So this call comes early in a program, and what stands before it is done in every process.
///
///     let experiment = ExperimentProgram(
///       "reversed digits",
///       RunConfiguration(
///         own: OwnParts(network: "transformer", data: "digits"), optimizer: .adam(Adam()),
///         course: Course(.epochs(5), batchSize: 64, learningRate: 0.001), machine: .usual),
///       arms: [.without, .centralized()], seeds: 0..<4,
///       OwnMakers(
///         task: { run in Reversal(batchSize: run.course.batchSize) },
///         network: { run in Transformer(using: Generator(seed: run.start.seed)) }))
///     experiment.main(in: "runs/reversed-digits")
///
/// The folder is like that of `centralize compare`: `centralize report` and `centralize watch` take it, and a
/// program that was stopped, in any way, goes on with it when it is started again.
public struct ExperimentProgram {
  /// What it is called, in words for people.
  public let name: String
  /// The options that all arms have in common.
  public let base: RunConfiguration
  /// Under which options the arms are compared; none for those that all have in common alone.
  public let cells: [ComparedCell]
  /// What is compared; the first is the reference that the others are compared with.
  public let arms: [ComparedArm]
  /// The seeds that each arm is run with.
  public let seeds: [UInt64]
  private let makers: OwnMakers

  /// An experiment; nothing is done yet.
  ///
  /// - Parameters:
  ///   - name: what it is called.
  ///   - base: the options that all arms have in common, whose seed counts for nothing.
  ///   - cells: what is changed of these, each time for all arms; nothing by default.
  ///   - arms: what is compared, two or more.
  ///   - seeds: each once, one or more.
  ///   - makers: what the program makes itself: what `base` names as its own.
  public init(
    _ name: String, _ base: RunConfiguration, cells: [ComparedCell] = [], arms: [ComparedArm],
    seeds: some Sequence<UInt64>, _ makers: OwnMakers
  ) {
    (self.name, self.base, self.cells, self.arms) = (name, base, cells, arms)
    (self.seeds, self.makers) = (Array(seeds), makers)
  }

  /// All runs.
  ///
  /// - Throws: `OptionsError` for options that cannot be, and names that are no folder's.
  func grid() throws(OptionsError) -> Grid {
    for cell in cells { _ = try folderName(cell.name) }
    var planned: [(name: String, options: RunConfiguration, arms: [Grid.Arm])] = []
    for (cell, base) in bases {
      try checkMakers(of: base)
      var own: [Grid.Arm] = []
      for arm in arms {
        own.append(
          Grid.Arm(name: try folderName(arm.name), label: arm.label, config: arm.options(base)))
      }
      planned.append((cell, base, own))
    }
    return try Grid(name: name, seeds: seeds, cells: planned, from: self.name)
  }

  /// The options that all arms have in common, cell by cell.
  private var bases: [(cell: String, options: RunConfiguration)] {
    cells.isEmpty ? [("", base)] : cells.map { ($0.name, $0.options(base)) }
  }

  private func folderName(_ name: String) throws(OptionsError) -> String {
    try CellNames.name(of: .init(name: name, OptionMap()), in: self.name)
  }

  private func checkMakers(of base: RunConfiguration) throws(OptionsError) {
    let parts: [(OptionName, String?, Bool)] = [
      (.ownData, base.own.data, makers.task != nil),
      (.ownNetwork, base.own.network, makers.network != nil || makers.task != nil),
    ]
    for case (let option, let name?, false) in parts {
      throw .wrongGrid(
        file: self.name,
        reason:
          "the options name '\(name)' as \(option.rawValue), and nothing in the program makes it")
    }
  }

  /// What this program makes of a run that it was started for.
  func makers(of run: RunConfiguration) throws -> OwnMakers {
    let arm = arms.first { arm in
      bases.contains { arm.options($0.options).with(seed: run.start.seed).isSameRun(as: run) }
    }
    guard let arm else { throw ExperimentProgramError.otherProgram(name: name) }
    var makers = makers
    makers.optimizer = arm.makeOptimizer ?? makers.optimizer
    return makers
  }

  /// The folder in which it is made when none is named.
  public var usualFolder: String { "runs/" + name.safeInNames }
}

extension Machine {
  /// This machine: so many threads as the environment variable `OMP_NUM_THREADS` says, or as there are cores.
  public static var usual: Machine { Machine(threads: Surroundings.current.threads) }
}
