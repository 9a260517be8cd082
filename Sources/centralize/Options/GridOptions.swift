import Grids
import ArgumentParser
import CentralizeOptions

/// What makes many comparisons of one.
struct GridOptions: ParsableArguments {
  @Option(.grid) var grid: String?
  @Option(.axis) var axis: [String] = []
  @Option(.jobs) var jobs = 1
  @Flag(.dryRun) var dryRun = false
  @Flag(.retryFailed) var retryFailed = false

  var isGiven: Bool { grid != nil || !axis.isEmpty }

  func check(resume: Bool) throws(OptionsError) {
    try OptionName.jobs.check(jobs)
    if retryFailed && !resume {
      throw .noEffect(.retryFailed, reason: "only a grid that is resumed has runs that failed")
    }
  }

  /// The grid of the file or the recipe, with the axes of the command line after its own.
  func description(recipe: String?) throws(OptionsError) -> GridDescription {
    var description = GridDescription()
    if let grid {
      description = try GridReader.read(grid, name: grid)
      if recipe != nil { throw .noEffect(.recipe, reason: "--grid names a file in its place") }
    } else if let recipe, let grid = try RecipeReader.grid(recipe) {
      description = grid
    }
    for text in axis { description.axes.append(try GridDescription.axis(text)) }
    return description
  }

  /// The folder of a grid when none is given.
  func defaultOutput(of new: Grid, recipe: String?) -> String {
    if let simple = new.simple { return simple.defaultComparisonOutput }
    let path = grid ?? recipe
    let name = path?.split(separator: "/").last?.split(separator: ".").first.map(String.init)
    return "runs/grid-" + (name ?? new.cells[0].arms[1].config.optimizer.name.rawValue)
  }
}
