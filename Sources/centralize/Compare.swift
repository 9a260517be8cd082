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
    let surroundings = try Surroundings.current.sharedHere(
      among: processes.processes, options, by: .compare, jobs: gridOptions.jobs)
    let folder =
      try resume ? resumedFolder(options, surroundings) : newFolder(options, surroundings)
    if gridOptions.dryRun {
      StandardOutput.print(
        try DryRun(folder, jobs: gridOptions.jobs, resume: resume).text, terminator: "")
      return
    }
    let engine = try OwnProgram.pathBeside(EngineLauncher.name)
    EngineLauncher.shortenSpinning()
    let runner = try GridRunner(
      folder, engine: engine, jobs: gridOptions.jobs, processes: surroundings.processes.count,
      timeout: processes.seconds, resume: resume, retryFailed: gridOptions.retryFailed,
      tensorboard: events.tensorboard, quiet: quiet)
    let experiment = try runner.run()
    StandardOutput.print(experiment.tables, terminator: "")
    try Report.write(folder.path)
    if !quiet { Report.tellPlace(in: folder.path) }
    try experiment.checkAllFinished(in: folder.path)
  }

  /// The grid that the options describe, in a folder that has none yet.
  private func newFolder(
    _ options: OptionMap, _ surroundings: Surroundings
  ) throws -> GridFolder {
    if let output { try FolderLock.check(output) }
    let description = try gridOptions.description(recipe: file.recipe)
    let grid = try Grid(description, options: options, seeds: seeds, in: surroundings)
      .planned(plannedSeeds)
    let folder = output ?? gridOptions.defaultOutput(of: grid, recipe: file.recipe)
    try surroundings.checkNewOutput(folder, of: .compare)
    let result = GridFolder(folder, grid)
    try result.checkIsFree()
    if surroundings.processes.decidesSteps(of: options), !description.sets(.accumulate) {
      Diagnostics.say(surroundings.processes.note)
    }
    return result
  }

  private func resumedFolder(
    _ options: OptionMap, _ surroundings: Surroundings
  ) throws -> GridFolder {
    let folder = try GridFolder(resuming: try EngineRequest.requiredOutput(output))
    try folder.checkPlanned(plannedSeeds)
    let isGrid = try gridOptions.isGiven || file.recipe.map(RecipeReader.grid) ?? nil != nil
    if isGrid {
      let description = try gridOptions.description(recipe: file.recipe)
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
