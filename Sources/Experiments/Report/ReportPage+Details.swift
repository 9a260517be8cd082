import CentralizeOptions
import Foundation

extension ReportPage {
  /// What was chosen, on validation images: learning rates, and epochs.
  var chosen: ReportSection {
    let rates =
      switch statistics.ownLearningRates {
      case .notVaried: "<p>The learning rate was not varied.</p>"
      case .noValidation:
        "<p>Each arm at its own best learning rate: not said, because there are no validation images "
          + "(<code>--validation</code> is 0), and test images choose nothing.</p>"
      case .found: tables.ownLearningRates.map(shown) ?? ""
      }
    return ReportSection(
      id: "chosen", title: "Chosen on validation images",
      html: "<h3>Each arm at its own best learning rate</h3>\n\(rates)\n"
        + "<h3>Best epoch</h3>\n\(bestEpochs)")
  }

  private var bestEpochs: String {
    let rows = zip(experiment.cells, statistics.cells).flatMap { cell, numbers in
      numbers.arms.compactMap { arm -> [Table.Value]? in
        guard let best = arm.bestEpoch else { return nil }
        let epochs = best.epochs.map(String.init).joined(separator: ", ")
        return [
          .text(cell.label), .text(arm.name),
          ResultTables.spread(.testAccuracy, best.testAccuracy, best.deviation), .text(epochs),
        ]
      }
    }
    if rows.isEmpty {
      return "<p>Not said, because there are no validation images to choose an epoch by.</p>"
    }
    return shown(
      Table(
        caption:
          "Test accuracy in % of the epoch with the highest validation accuracy: not the result",
        columns: [
          .init("experiment", .text), .init("arm", .text), .init("best-epoch accuracy", .spread),
          .init("epochs, seed by seed", .text),
        ], rows: rows))
  }

  /// Every epoch, and the effect on the training loss in each.
  var byEpoch: ReportSection? {
    guard !tables.epochs.rows.isEmpty else { return nil }
    var rows: [[Table.Value]] = []
    for (cell, numbers) in zip(experiment.cells, statistics.cells) {
      for pair in numbers.pairs {
        for effect in pair.trainLossByEpoch {
          rows.append([
            .text(cell.label), .text("\(pair.other) − \(pair.reference)"), .count(effect.epoch),
            ResultTables.spread(.trainLoss, effect.mean, effect.deviation, isSigned: true),
            effect.student.map { .interval($0, digits: 4) } ?? .missing,
          ])
        }
      }
    }
    let effect = Table(
      caption: "Effect on the training loss by epoch",
      columns: [
        .init("experiment", .text), .init("arms", .text), .init("epoch", .number),
        .init("difference", .spread), .init("95 % interval, t", .interval),
      ],
      rows: rows, notes: ["Each interval is for its epoch alone, not for all of them together."])
    return ReportSection(
      id: "epochs", title: "Epoch by epoch",
      html: """
        <details><summary>Effect on the training loss</summary>
        \(shown(effect))
        </details>
        <details><summary>Training loss and test accuracy</summary>
        \(shown(tables.epochs))
        </details>
        """)
  }

  /// The options, and what the runs were made with.
  var configuration: ReportSection {
    let made = versions.map { versions -> String in
      let entries =
        [
          ("centralize", versions.version), ("commit", versions.commit),
          ("libtorch", versions.libtorch), ("processor's instructions", versions.cpuCapability),
          ("threads of the first run", "\(versions.threads)"),
        ]
        + versions.data.sorted { $0.key < $1.key }.map { ("SHA-256 of \($0.key)", $0.value) }
      let lines = entries.map {
        "<dt>\(HTML.escaped($0.0))</dt><dd>\(HTML.escaped($0.1))</dd>"
      }
      return "<h3>Versions</h3>\n<dl>\n\(lines.joined(separator: "\n"))\n</dl>"
    }
    return ReportSection(
      id: "configuration", title: "Configuration and versions",
      html: options + "\n" + (made ?? "<p>The runs left no record of their versions.</p>"))
  }

  /// What differs between the runs, and below it all options.
  private var options: String {
    let configurations = experiment.cells.flatMap(\.arms).compactMap { Self.options($0.config) }
    let keys = Set(configurations.flatMap(\.keys)).subtracting(["seed"]).sorted()
    let seeds = Set(experiment.cells.flatMap(\.arms).flatMap(\.runs).map(\.seed)).sorted()
    var (varied, fixed): ([[Table.Value]], [[Table.Value]]) = ([], [])
    for key in keys {
      var values: [String] = []
      for configuration in configurations {
        let value = configuration[key] ?? "does not apply"
        if !values.contains(value) { values.append(value) }
      }
      let row: [Table.Value] = [.text(key), .text(values.joined(separator: " | "))]
      if values.count > 1 { varied.append(row) } else { fixed.append(row) }
    }
    varied.append([.text("seed"), .text(seeds.map(String.init).joined(separator: ", "))])
    let columns = [Table.Column("option", .text), Table.Column("value", .text)]
    let differing = Table(
      caption: "Options in which the runs differ", columns: columns, rows: varied)
    let common = Table(
      caption: "Options that all runs have in common", columns: columns, rows: fixed)
    return """
      \(differing.html())
      <details><summary>The other options</summary>
      \(common.html())
      </details>
      """
  }

  /// The options by their long names, as they would be written in a file.
  private static func options(_ config: RunConfiguration) -> [String: String]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    guard let data = try? encoder.encode(config),
      let values = try? JSONDecoder().decode([String: PlainValue].self, from: data)
    else { return nil }
    return values.mapValues(\.text)
  }

  /// How all this was worked out.
  var method: ReportSection {
    let sentences = [
      "Both runs of a seed start from the same weights and see the same images in the same order, so "
        + "differences are taken seed by seed. The result is the test accuracy after the last epoch; "
        + "nothing is chosen by looking at test images.",
      "A difference counts as shown where Student's 95 % interval of the paired difference excludes 0 "
        + "and the p-value of the two-sided sign-flip test, corrected by Holm over all comparisons of the "
        + "grid, is below 0.05. All 2ⁿ sign patterns of n seeds are counted up to 20 seeds, so that p "
        + "cannot be lower than 2¹⁻ⁿ. Otherwise the page says that no difference is shown, which is "
        + "not to say that there is none.",
      "The bootstrap interval is bias-corrected and accelerated (Efron 1987), of "
        + "\(Bootstrap.resamples) resamples with a fixed seed.",
    ]
    return ReportSection(id: "method", title: "How to read this", html: paragraphs(sentences))
  }
}
