import CentralizeOptions

/// What the arms of a comparison are called where people read: in plots, tables and sentences.
///
/// The names of arms are those of folders. A label may have spaces, and says what a reader wants to know.
enum ArmLabels {
  /// An arm, as far as it says what it is called.
  struct Arm {
    var name: String
    /// The label that was given.
    var label: String?
    var config: RunConfiguration?
  }

  /// The label of each arm.
  ///
  /// It is the one given, else its name if someone gave that, else "without" or "with GC (all)", with what else of
  /// centralization differs between the arms. Where two would be the same all are the names. Options that an axis of
  /// the grid sets, `settings`, tell no arms apart.
  static func of(_ arms: [Arm], besides settings: [Experiment.Setting] = []) -> [String] {
    let maps = arms.map { $0.config?.optionMap ?? OptionMap() }
    let varied = Self.varied(maps).filter { option in
      !settings.contains { $0.option == option.rawValue }
    }
    let differsInMore = varied.contains { !$0.isOfCentralization }
    // Whether an arm has an option at all follows from the others: told is what those with centralization differ in.
    let centralized = zip(arms, maps).filter { $0.0.config?.scopes.areNone != true }
    let told = Self.varied(centralized.map(\.1)).filter(varied.contains)
    let labels = zip(arms, maps).map { arm, map -> String in
      if let label = arm.label { return label }
      guard let config = arm.config, !differsInMore, !isGiven(arm.name, map) else {
        return arm.name
      }
      if config.scopes.areNone { return "without" }
      let details = told.filter { $0 != .centralization }.compactMap { option in
        map[option].map {
          Experiment.Cell.label(of: [.init(option: option.rawValue, value: $0.description)])
        }
      }
      return "with GC (\(([config.scopes.description] + details).joined(separator: ", ")))"
    }
    return Set(labels).count == labels.count ? labels : arms.map { $0.label ?? $0.name }
  }

  /// The options in which some differ, in their order.
  private static func varied(_ maps: [OptionMap]) -> [OptionName] {
    let options = maps.flatMap(\.options)
    return options.enumerated().filter { index, option in
      option != .seed && !options[..<index].contains(option)
        && maps.contains { $0[option] != maps[0][option] }
    }.map(\.element)
  }

  /// Whether someone chose the name, so that it is not made of the options of centralization.
  private static func isGiven(_ name: String, _ map: OptionMap) -> Bool {
    func parts(_ text: String) -> Set<Substring> { Set(text.split { $0 == "-" || $0 == "_" }) }
    let derived = map.entries.filter { $0.option.isOfCentralization }.map {
      CellNames.word(for: $0.option, $0.value.description).safeInNames
    }
    return !parts(name).isSubset(of: derived.reduce(into: []) { $0.formUnion(parts($1)) })
  }
}

extension OptionName {
  /// Whether it says what is centralized, or how: without centralization it has no meaning.
  fileprivate var isOfCentralization: Bool {
    let none = Centralization.Scope.none.rawValue
    return self == .centralization
      || isAnnulled(by: { $0 == Self.centralization.rawValue ? none : nil }, beside: { _ in nil })
  }
}

extension Experiment.Cell {
  /// The cell with its arms called as people read it.
  package var labelled: Experiment.Cell {
    let labels = ArmLabels.of(
      arms.map { .init(name: $0.name, label: $0.label, config: $0.config) }, besides: settings)
    var cell = self
    for (index, label) in labels.enumerated() { cell.arms[index].name = label }
    return cell
  }
}

extension Experiment {
  /// The experiment with its arms called as people read it; their names are no longer those of folders.
  package var labelled: Experiment {
    var experiment = self
    experiment.cells = cells.map(\.labelled)
    return experiment
  }
}

extension ExperimentStatistics {
  /// The statistics of `experiment` with its arms called as people read it.
  func labelled(like experiment: Experiment) -> ExperimentStatistics {
    var statistics = self
    var all: [String: String] = [:]
    for (index, cell) in experiment.cells.enumerated() where cells.indices.contains(index) {
      let labels = Dictionary(
        zip(cell.arms.map(\.name), cell.labelled.arms.map(\.name))
      ) { first, _ in first }
      func name(_ name: inout String) { name = labels[name] ?? name }
      for arm in cells[index].arms.indices { name(&statistics.cells[index].arms[arm].name) }
      for pair in cells[index].pairs.indices {
        name(&statistics.cells[index].pairs[pair].reference)
        name(&statistics.cells[index].pairs[pair].other)
      }
      all.merge(labels) { first, _ in first }
    }
    guard case .found(var rates) = ownLearningRates else { return statistics }
    for index in rates.indices {
      rates[index].reference.arm = all[rates[index].reference.arm] ?? rates[index].reference.arm
      rates[index].other.arm = all[rates[index].other.arm] ?? rates[index].other.arm
    }
    statistics.ownLearningRates = .found(rates)
    return statistics
  }
}

extension Landscape {
  /// The landscape with its arms called as people read it.
  var labelled: Landscape {
    let labels = ArmLabels.of(arms.map { .init(name: $0.name, config: $0.config) })
    var landscape = self
    for (index, label) in labels.enumerated() { landscape.arms[index].name = label }
    return landscape
  }
}

extension String {
  /// The label of an arm as a condition within a sentence: "with all", "with GC (all)", "without".
  var asCondition: String { beginsWithWith ? self : "with " + self }

  /// The label of an arm as a name within a sentence: "all", “without”.
  var asNoun: String { beginsWithWith ? "“\(self)”" : self }

  private var beginsWithWith: Bool {
    split(separator: " ").first.map { $0 == "with" || $0 == "without" } ?? false
  }
}
