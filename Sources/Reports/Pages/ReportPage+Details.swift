import RunRecords
import Statistics
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
          best.means[task.headline.rawValue].map { headline.spread($0, best.deviation) }
            ?? .missing, .text(epochs),
        ]
      }
    }
    if rows.isEmpty {
      return "<p>Not said, because there are no validation images to choose an epoch by.</p>"
    }
    return shown(
      Table(
        caption: "\(headline.tableTitle.capitalizedFirst) of the epoch with the "
          + "\(task[task.choice].best) \(task[task.choice].title): not the result",
        columns: [
          .init("experiment", .text), .init("arm", .text),
          .init("best-epoch \((task.metrics.first ?? task.loss).title)", .spread),
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
            trainLoss.spread(effect.mean, effect.deviation, isSigned: true),
            trainLoss.interval(effect.student),
          ])
        }
      }
    }
    let effect = Table(
      caption: "Effect on the \(trainLoss.title) by epoch",
      columns: [
        .init("experiment", .text), .init("arms", .text), .init("epoch", .number),
        .init("difference", .spread), .init("95 % interval, t", .interval),
      ], rows: rows, notes: ["Each interval is for its epoch alone, not for all of them together."])
    return ReportSection(
      id: "epochs", title: "Epoch by epoch",
      html: """
        <details><summary>Effect on the \(trainLoss.title)</summary>
        \(shown(effect))
        </details>
        <details><summary>\(HTML.escaped("\(trainLoss.title.capitalizedFirst) and \(headline.title)"))</summary>
        \(shown(tables.epochs))
        </details>
        """)
  }

  package var configuration: ReportSection {
    let arms = experiment.cells.flatMap(\.arms)
    return ConfigurationSection(
      configurations: arms.compactMap(\.config), recorded: arms.compactMap(\.recorded),
      seeds: Set(arms.flatMap(\.runs).map(\.seed)).sorted(), versions: versions
    ).section
  }

  var method: ReportSection {
    let sentences = [
      "Both runs of a seed start from the same weights and see the same images in the same order, so "
        + "differences are taken seed by seed. The result is the \(headline.title) after the last epoch; "
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
