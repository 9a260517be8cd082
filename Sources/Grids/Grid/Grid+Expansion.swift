import Reports
package import CentralizeOptions

extension Grid {
  /// The grid that a description and the command line make together.
  ///
  /// The command line is laid over the base; what it says of an option that the axes or the arms set
  /// would be lost, and is an error. Every run is resolved and checked here, before any begins.
  package init(
    _ description: GridDescription, options: OptionMap, seeds: Int?, in surroundings: Surroundings
  ) throws(OptionsError) {
    try description.checkConflicts(with: options)
    let base = description.base.overlaid(by: options)
    self.seeds = try description.seeds(count: seeds, base: base)
    cells = []
    for choices in description.combinations {
      cells.append(try description.cell(choices, base: base, seed: self.seeds[0], in: surroundings))
    }
    name = description.about ?? cells.flatMap { $0.arms.map(\.config) }.words
    try check(describedBy: description.source)
  }

  /// A grid whose runs a program describes.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - seeds: The seeds, each once.
  ///   - cells: Each with its name, which may be empty where there is one, the options that its arms have in common, and
  ///     the arms, whose seeds count for nothing.
  ///   - source: What is said of who describes it, for messages.
  /// - Throws: `OptionsError` where one of them cannot be.
  package init(
    name: String, seeds: [UInt64],
    cells: [(name: String, options: RunConfiguration, arms: [Arm])], from source: String
  ) throws(OptionsError) {
    try GridDescription.check(seeds, of: source)
    (self.name, self.seeds) = (name, seeds)
    let settings = Self.settings(of: cells.map(\.options))
    for (index, cell) in cells.enumerated() {
      guard let twin = cells[..<index].first(where: { $0.options == cell.options }) else {
        continue
      }
      throw .wrongGrid(
        file: source, reason: "the cells '\(twin.name)' and '\(cell.name)' are the same runs")
    }
    self.cells = []
    for (cell, settings) in zip(cells, settings) {
      if cell.arms.count < 2 {
        throw .wrongGrid(file: source, reason: "it must have two arms or more")
      }
      var arms: [Arm] = []
      for arm in cell.arms {
        let config = arm.config.with(seed: seeds[0])
        do throws(OptionsError) { try config.validate() } catch {
          if cell.name.isEmpty { throw error }
          let place = "cell '\(cell.name)', arm '\(arm.name)'"
          throw .inGrid(file: source, place: place, error)
        }
        arms.append(Arm(name: arm.name, label: arm.label, config: config))
      }
      self.cells.append(Cell(name: cell.name, settings: settings, arms: arms))
      try self.cells[self.cells.count - 1].checkArmsDiffer(describedBy: source)
    }
    try check(describedBy: source)
  }

  /// What sets each cell apart from the others.
  private static func settings(of cells: [RunConfiguration]) -> [[Experiment.Setting]] {
    let apart = RunConfiguration.optionNames.filter { option in
      option != .seed && Set(cells.map { $0[option] }).count > 1
    }
    return cells.map { cell in
      apart.compactMap { option in
        cell[option].map { .init(option: option.rawValue, value: $0.description) }
      }
    }
  }

  static let mostRuns = 100_000

  private func check(describedBy source: String) throws(OptionsError) {
    try checkNames(source)
    if runs.count > Self.mostRuns {
      throw .wrongGrid(
        file: source, reason: "it has \(runs.count) runs, and at most \(Self.mostRuns) are allowed")
    }
  }

  private func checkNames(_ source: String) throws(OptionsError) {
    let groups = [("cells", cells.map(\.name))] + cells.map { ("arms", $0.arms.map(\.name)) }
    for (what, names) in groups {
      var seen: Set<String> = []
      for name in names where !seen.insert(name.lowercased()).inserted {
        throw .wrongGrid(
          file: source,
          reason: "two \(what) are called '\(name)'; each needs a name of its own")
      }
    }
  }
}

extension GridDescription {
  /// Every combination of a value of each axis; one without values where there are no axes.
  fileprivate var combinations: [[Choice]] {
    axes.reduce([[]]) { combinations, axis in
      combinations.flatMap { combination in axis.map { combination + [$0] } }
    }
  }

  /// Checks that no option is set twice in ways of which one would be lost.
  fileprivate func checkConflicts(with given: OptionMap) throws(OptionsError) {
    if let requires, given[requires] == nil { throw .missing(requires, hint: "\(source) needs it") }
    if let pair, pair.count < 2 {
      throw .wrongGrid(file: source, reason: "'pair' must have two arms or more")
    }
    if axes.joined().contains(where: { $0.label != nil }) {
      throw .wrongGrid(
        file: source, reason: "'label' is for the arms of 'pair'; the value of an axis has a 'name'"
      )
    }
    if axes.contains(where: \.isEmpty) {
      throw .wrongGrid(file: source, reason: "an axis must have a value at least")
    }
    if axes.reduce(1, { min($0 * $1.count, Grid.mostRuns + 1) }) > Grid.mostRuns {
      throw .wrongGrid(file: source, reason: "it has more than \(Grid.mostRuns) cells")
    }
    var owners: [OptionName: String] = [:]
    let places = axes.enumerated().map { ("axis \($0 + 1)", $1) } + [("pair", pair ?? [])]
    for (place, choices) in places {
      for option in Set(choices.flatMap(\.options.options)) {
        if option == .seed {
          throw .wrongGrid(file: source, reason: "seeds are given by 'seeds', for all arms alike")
        }
        if let owner = owners[option] {
          throw .wrongGrid(
            file: source, reason: "'\(option.rawValue)' is set in \(owner) and in \(place)")
        }
        owners[option] = place
      }
    }
    for option in given.options {
      guard let owner = owners[option] else { continue }
      throw .noEffect(option, reason: "\(file ?? "the grid") sets it in \(owner)")
    }
  }

  /// The seeds: those of the file unless the command line has a number, else the default number.
  fileprivate func seeds(count given: Int?, base: OptionMap) throws(OptionsError) -> [UInt64] {
    let first = try base.resolvedSeed()
    if given == nil, case .list(let list)? = seeds {
      if base[.seed] != nil {
        throw .noEffect(.seed, reason: "\(file ?? "the grid") lists its seeds")
      }
      try Self.check(list, of: source)
      return list
    }
    var count = OptionName.defaultSeeds
    if case .count(let own)? = seeds { count = own }
    count = given ?? count
    try OptionName.seeds.check(count)
    let last = first.addingReportingOverflow(UInt64(count - 1))
    if last.overflow || last.partialValue > Start.largestSeed {
      throw .outOfRange(
        .seed, expected: "at most \(Start.largestSeed) for the last of \(count) seeds",
        found: "\(first) for the first")
    }
    return (0..<UInt64(count)).map { first + $0 }
  }

  fileprivate static func check(_ seeds: [UInt64], of source: String) throws(OptionsError) {
    if seeds.isEmpty || Set(seeds).count < seeds.count {
      throw .wrongGrid(file: source, reason: "'seeds' must list one or more, each once")
    }
    if seeds.contains(where: { $0 > Start.largestSeed }) {
      throw .wrongGrid(file: source, reason: "a seed is at most \(Start.largestSeed)")
    }
  }

  fileprivate func cell(
    _ choices: [Choice], base: OptionMap, seed: UInt64, in surroundings: Surroundings
  ) throws(OptionsError) -> Grid.Cell {
    var names: [String] = []
    for choice in choices { names.append(try CellNames.name(of: choice, in: source)) }
    let name = names.joined(separator: "_")
    let map = choices.reduce(base) { $0.overlaid(by: $1.options) }
    let settings = choices.flatMap(\.options.entries).map {
      Experiment.Setting(option: $0.option.rawValue, value: $0.value.description)
    }
    var arms: [Grid.Arm] = []
    for (index, arm) in (pair ?? Self.withoutAndWith).enumerated() {
      let given = try pair == nil ? nil : CellNames.name(of: arm, in: source)
      do throws(OptionsError) {
        let config = try map.overlaid(by: arm.options).resolved(in: surroundings).with(seed: seed)
        try config.checkPaths(in: surroundings)
        if pair == nil, index > 0, config.optimizer.centralization == nil {
          throw Self.nothingToCompare
        }
        let name = given ?? config.scopes.description.safeInNames
        arms.append(Grid.Arm(name: name, label: arm.label, config: config))
      } catch {
        if file == nil && name.isEmpty { throw error }
        let place = [
          name.isEmpty ? nil : "cell '\(name)'", given.map { "arm '\($0)'" },
        ].compactMap { $0 }
        throw place.isEmpty
          ? error : .inGrid(file: file ?? "the grid", place: place.joined(separator: ", "), error)
      }
    }
    let cell = Grid.Cell(name: name, settings: settings, arms: arms)
    try cell.checkArmsDiffer(describedBy: source)
    return cell
  }

  private static let withoutAndWith = [Choice([.centralization: "none"]), Choice(OptionMap())]

  private static let nothingToCompare = OptionsError.noEffect(
    .centralization,
    reason: "a comparison runs without centralization anyway, so 'none' leaves nothing to "
      + "compare it with")
}

extension Grid.Cell {
  fileprivate func checkArmsDiffer(describedBy source: String) throws(OptionsError) {
    for (index, arm) in arms.enumerated() {
      guard let twin = arms[..<index].first(where: { $0.config == arm.config }) else { continue }
      throw .wrongGrid(
        file: source,
        reason: "the arms '\(twin.name)' and '\(arm.name)'"
          + (name.isEmpty ? "" : " of cell '\(name)'") + " are the same runs")
    }
  }
}
