import Reports
import Grids
import EngineProtocol
import RunRecords
import ArgumentParser
import CentralizeOptions
import Files
import Streams

/// `centralize compare`.
struct Compare: CourseWork {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Train without and with centralization, for several seeds, and compare.",
    discussion: """
      Both runs of a seed start from the same weights and see the same images in the same order. \
      Prints a table, and writes comparison.json, comparison.md and a folder for each run.

      A grid compares in many settings. Its YAML file has a mapping 'base' of options, a list 'axes' \
      of lists of options, 'seeds' (how many, or a list), and a list 'pair' of arms; each \
      combination of the axes is a cell, in a folder of its own. Each run is a process. The whole \
      can be stopped in any way, and resumed.

      Examples:
        centralize compare --model resnet8 --dataset fashion-mnist --seeds 4
        centralize compare --config runs/1/config.json --centralization convolutions
        centralize compare --grid grid.yaml --dry-run
        centralize compare --resume --output runs/grid
      """)

  @OptionGroup(title: "Machine") var processes: ProcessOptions
  @OptionGroup(title: "Run") var logging: LoggingOptions

  @Option(.seeds) var seeds: Int?
  @Option(.plannedSeeds) var plannedSeeds: Int?

  @OptionGroup(title: "Grid") var gridOptions: GridOptions

  @Option(
    .output,
    help: """
      The folder of the comparison. (default: \
      runs/compare-MODEL-DATASET-OPTIMIZER-CENTRALIZATION-SEED, of a grid runs/grid-NAME)
      """, valueName: "dir") var output: String?

  @Flag(
    .resume,
    help: """
      Continue the comparison in --output, with the options that it was begun with. Only --data, \
      --workers, --threads and --device may be others.
      """) var resume = false

  @Flag(.quiet) var quiet = false
  @OptionGroup var events: EventOptions

  @OptionGroup var file: ConfigOption

  func run(_ course: OptionMap) throws {
    let options = course.overlaid(by: logging.given)
    try gridOptions.check(resume: resume)
    try OptionName.plannedSeeds.check(plannedSeeds)
    let surroundings = try Surroundings.current.shared(
      among: processes.processes, options, jobs: gridOptions.jobs)
    let made = surroundings.processes
    let description = try gridOptions.description(recipe: file.recipe)
    func grid() throws -> Grid {
      try Grid(description, options: options, seeds: seeds, in: surroundings)
        .planned(plannedSeeds)
    }
    if made.rank > 0 {
      if gridOptions.dryRun { return }
      // What a folder holds only rank 0 knows.
      let facts = try resume || made.areStartedAgain ? [:] : grid().facts
      return try RunEngines.follow(facts, timeout: processes.seconds)
    }
    var isResumed = resume
    let folder: GridFolder
    if resume {
      folder = try resumed(EngineRequest.requiredOutput(output), description, options, surroundings)
    } else {
      if let output { try FolderLock.check(output) }
      let grid = try grid()
      let path = output ?? gridOptions.defaultOutput(of: grid, recipe: file.recipe)
      // A launcher starts its processes again where one was lost.
      isResumed = made.areStartedAgain && GridFolder.isBegun(path)
      folder =
        try isResumed
        ? resumed(path, description, options, surroundings) : new(path, grid, surroundings)
      if !isResumed, made.decidesSteps(of: options), !description.sets(.accumulate) {
        Diagnostics.say(made.note)
      }
    }
    if gridOptions.dryRun {
      StandardOutput.print(
        try DryRun(folder, jobs: gridOptions.jobs, resume: isResumed).text, terminator: "")
      return
    }
    let engines = try RunEngines.ready(
      made, for: isResumed ? [:] : folder.grid.facts, timeout: processes.seconds)
    let runner = try GridRunner(
      folder, by: engines, jobs: gridOptions.jobs, timeout: processes.seconds, resume: isResumed,
      retryFailed: gridOptions.retryFailed, tensorboard: events.tensorboard, quiet: quiet)
    let experiment = try runner.run()
    StandardOutput.print(experiment.tables, terminator: "")
    try Report.write(folder.path)
    if !quiet { Report.tellPlace(in: folder.path) }
    try experiment.checkAllFinished(in: folder.path)
  }

  /// A grid in a folder that has none yet.
  private func new(_ path: String, _ grid: Grid, _ surroundings: Surroundings) throws -> GridFolder
  {
    try surroundings.checkNewOutput(path, of: .compare)
    let folder = GridFolder(path, grid)
    try folder.checkIsFree()
    return folder
  }

  /// The grid in a folder, as the options have it go on.
  private func resumed(
    _ path: String, _ description: GridDescription, _ options: OptionMap,
    _ surroundings: Surroundings
  ) throws -> GridFolder {
    let folder = try GridFolder(resuming: path)
    try folder.checkIsOfCommand()
    try folder.checkPlanned(plannedSeeds)
    let isGrid = try gridOptions.isGiven || file.recipe.map(RecipeReader.grid) ?? nil != nil
    if isGrid {
      var options = options
      if options[.accumulate] == nil, !description.sets(.accumulate) {
        // Then it was the number of processes that the grid was begun with, for every run.
        options[.accumulate] = folder.grid.cells[0].arms[0].config.course.accumulate.optionValue
      }
      let given = try Grid(description, options: options, seeds: seeds, in: surroundings)
      return try folder.resumed(with: given, from: description.file ?? "the command line")
    }
    return try folder.resumed(with: options, seeds: seeds, in: surroundings)
  }
}
