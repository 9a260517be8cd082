package import CentralizeOptions
public import Settings
import Files
package import Foundation

/// A run that is to be continued, as its `config.json` says it.
public struct RecordedRun: Hashable, Sendable {
  /// The options of the run; of a comparison, those of its arm B and first seed.
  public var configuration: RunConfiguration
  /// The number of seeds of a comparison; `nil` for a single run.
  public var seeds: Int?
  /// What the run measures.
  public var task: TaskDescription
  /// How the run was taken up with other options than it had.
  public var resumes: [Resumption] = []
  /// The path of the record, for messages.
  public var file: String

  /// A run made of its parts.
  public init(
    configuration: RunConfiguration, seeds: Int?, task: TaskDescription = .classification,
    file: String
  ) {
    (self.configuration, self.seeds) = (configuration, seeds)
    (self.task, self.file) = (task, file)
  }

  package init(folder: String, resumedBy command: Subcommand) throws(OptionsError) {
    let file = (folder.hasSuffix("/") ? folder : folder + "/") + RunFiles.record
    guard FileManager.default.fileExists(atPath: file) else {
      throw .nothingToResume(folder: folder, expected: RunFiles.record)
    }
    try self.init(file: file)
    let owner = seeds == nil ? Subcommand.train : .compare
    if owner != command { throw .recordOfOtherCommand(folder: folder, owner: owner.rawValue) }
  }

  /// The run of the record at the path `file`.
  package init(file: String) throws(OptionsError) {
    let data: Data
    do { data = try WholeFile.read(file, atMost: Self.mostBytes) } catch {
      throw .unreadable(file: file, reason: error.reason)
    }
    try self.init(data, file: file)
  }

  package init(_ data: Data, file: String) throws(OptionsError) {
    do {
      let header = try JSONDecoder().decode(RunRecord.Header.self, from: data)
      try FormatError.check(header.formatVersion, known: RunRecord.formatVersion, of: file)
      if header.recorded != nil { throw OptionsError.recordedElsewhere(file: file) }
      configuration = try JSONDecoder().decode(RunConfiguration.self, from: data)
      try configuration.validate()
      (seeds, task, resumes) = (header.seeds, header.task, header.resumes ?? [])
      self.file = file
      try Self.checkSeeds(seeds, from: configuration.start.seed)
    } catch let error as FormatError {
      throw .format(error)
    } catch OptionsError.recordedElsewhere(let file) {
      throw .recordedElsewhere(file: file)
    } catch {
      throw .unreadable(file: file, reason: DecodingReason.of(error))
    }
  }

  private static let mostBytes = 1 << 30

  private static func checkSeeds(_ count: Int?, from first: UInt64) throws(OptionsError) {
    guard let count else { return }
    try OptionName.seeds.check(count)
    if first > Start.largestSeed - UInt64(count) {
      throw .outOfRange(.seeds, expected: "so many that the last can be", found: "\(count)")
    }
  }

  /// The options with which the run goes on when it is given `options`: those of its record, but that
  /// it may be made at another place, and be longer.
  ///
  /// More epochs are refused where a schedule would follow them, but for `extend`.
  package func resumed(
    with options: OptionMap, extend: Bool = false, in surroundings: Surroundings
  ) throws(OptionsError) -> RunConfiguration {
    try configuration.checkIsOfCommand(recordedIn: file)
    let epochs: Int? = try options.value(of: .epochs)
    let isLonger = (epochs ?? 0) > configuration.course.epochs ?? .max
    let isChangeable = { (option: OptionName) in
      option.effect.contains(.place) || (option == .epochs && isLonger)
    }
    try checkAgreement(with: options, but: isChangeable, in: surroundings)
    if extend && !isLonger {
      let recorded =
        configuration.course.epochs.map { "its \($0) are recorded" } ?? "it counts steps"
      throw .noEffect(.extend, reason: "the run gets no more epochs: \(recorded)")
    }
    if isLonger && !extend, let option = configuration.course.followsLength {
      throw .noEffect(
        .epochs,
        reason:
          "\(option.flag) follows the length of the run, so more epochs change what its steps "
          + "were; --extend goes on with the schedule of the longer run")
    }
    var changed = configuration
    try changed.take(absolute(options, surroundings).filter(isChangeable))
    try changed.validate()
    try surroundings.processes.check(changed, recordedIn: file)
    return changed
  }

  /// Checks that options given to the resumed run are those of its record, but for some.
  package func checkAgreement(
    with options: OptionMap, seeds givenSeeds: Int? = nil,
    but isChangeable: (OptionName) -> Bool = { _ in false }, in surroundings: Surroundings
  ) throws(OptionsError) {
    let recorded = configuration
    if options[.optimizer] ?? recorded[.optimizer] == recorded[.optimizer],
      let foreign = OptimizerName.ownOptions.first(where: {
        options[$0] != nil && !recorded.optimizer.name.ownOptions.contains($0)
      })
    {
      throw .notOfOptimizer(foreign, recorded.optimizer.name)
    }
    if options[.dataset] ?? recorded[.dataset] == recorded[.dataset] {
      try recorded.data.dataset.checkOwn(options)
    }
    var differences = RecordDifference.between(
      recorded: recorded, given: absolute(options, surroundings))
    differences.removeAll { isChangeable($0.option) || isUsual($0.option, in: options) }
    if let givenSeeds, givenSeeds != seeds {
      differences.append(
        RecordDifference(option: .seeds, recorded: seeds.map(String.init), given: "\(givenSeeds)"))
    }
    if !differences.isEmpty { throw .differsFromRecord(file: file, differences) }
  }

  /// Whether an option that the record leaves out, as its value is the usual one, is given with that value.
  private func isUsual(_ option: OptionName, in options: OptionMap) -> Bool {
    guard configuration[option] == nil else { return false }
    var same = configuration
    do throws(OptionsError) { try same.take(options.filter { $0 == option }) } catch {
      return false
    }
    return same == configuration
  }

  /// The options with their paths as a record has them.
  private func absolute(_ options: OptionMap, _ surroundings: Surroundings) -> OptionMap {
    var absolute = options
    for option in [OptionName.data, .weights] {
      absolute[option] = options[option].map { .text(surroundings.absolute($0.description)) }
    }
    return absolute
  }
}
