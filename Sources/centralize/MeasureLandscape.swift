import Grids
import Reports
import RunRecords
import EngineProtocol
import ArgumentParser
import CentralizeOptions
import Streams

/// `centralize landscape`.
struct MeasureLandscape: CourseWork {
  static let configuration = CommandConfiguration(
    commandName: "landscape",
    abstract: "Measure how rough the loss is along the steps, without and with centralization.",
    discussion: """
      Trains without and with centralization, from the same weights on the same images. At some steps it \
      takes the loss and its gradient at several lengths along the step, by which nothing of the \
      training changes. At the end it asks the trained layers whether the paper's output-space theorem \
      holds. Writes landscape.json, and a report as 'centralize report' does; in the folder of a \
      comparison of the same options, the report shows both.

      Examples:
        centralize landscape --model resnet8 --dataset fashion-mnist --seeds 3
        centralize landscape --config runs/a/config.json --output runs/a
      """)

  @OptionGroup(title: "Machine") var processes: ProcessOptions
  @Option(.seeds, help: "How many seeds to measure, from --seed on.") var seeds = 1
  @Option(.every) var every: Int?
  @Flag(.quiet) var quiet = false

  @Option(
    .output,
    help: """
      The folder of the results. (default: that of the comparison of the same options, \
      runs/compare-MODEL-DATASET-OPTIMIZER-CENTRALIZATION-SEED)
      """, valueName: "dir") var output: String?

  @OptionGroup var file: ConfigOption

  func run(_ course: OptionMap) throws {
    let surroundings = try Surroundings.current.shared(among: processes.processes, course)
    let made = surroundings.processes
    let grid = try Grid(GridDescription(), options: course, seeds: seeds, in: surroundings)
    let config = grid.cells[0].arms[1].config
    let request = try LandscapeRequest(config, every: every, timeout: processes.seconds)
    let interval = every.map { "\($0)" } ?? "not set"
    let facts = grid.facts.merging([OptionName.every.flag: interval]) { $1 }
    if made.rank > 0 { return try RunEngines.follow(facts, timeout: processes.seconds) }
    if made.decidesSteps(of: course) { Diagnostics.say(made.note) }
    let folder = output ?? config.defaultComparisonOutput
    let engines = try RunEngines.ready(made, for: facts, timeout: processes.seconds)
    let runner = try LandscapeRunner(grid, in: folder, like: request, by: engines, quiet: quiet)
    let landscape = try runner.run()
    StandardOutput.print(landscape.text, terminator: "")
    try Report.write(folder)
    if !quiet { Report.tellPlace(in: folder) }
    try landscape.checkAllFinished(in: folder)
  }
}
