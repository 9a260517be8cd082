import Reports
import RunRecords
import CentralizeOptions
import Digests
package import Foundation

/// The report of a folder that runs still write into, with how far they are.
///
/// It is as current as the last call of `page`, which looks at the folder again; what has not changed
/// is neither read nor worked out anew.
package final class GrowingReport {
  /// The page at a moment.
  package struct Page: Hashable, Sendable {
    package let html: String
    /// A short text that is another one for every other page.
    package let version: String
    /// When something was written into the folder last; `nil` where that is not known.
    package let lastChange: Date?
  }

  /// What a browser may do for the page: the value of the header `Content-Security-Policy`.
  package static var policy: String { LiveScript.policy }

  private let path: String
  private let folder: WatchedFolder
  private var shown: (observation: Observation, page: Page)?
  private var computed: (experiment: Experiment, statistics: ExperimentStatistics)?

  /// The report of the folder of a comparison, a grid or a run.
  ///
  /// - Throws: `WatchError.nothingToWatch` where the folder holds none, `FormatError` or
  ///   `OptionsError` where its record is damaged or newer than this version.
  package init(_ path: String) throws {
    self.path = path
    folder = try WatchedFolder(path)
  }

  package func page() -> Page {
    let observation = folder.look()
    if let shown, shown.observation == observation { return shown.page }
    let page = page(of: observation)
    shown = (observation, page)
    return page
  }

  private func page(of observation: Observation) -> Page {
    var frame = frame(of: observation)
    let text = frame.html
    let version = String((SHA256.digits(of: Data(text.utf8)) ?? "").prefix(16))
    frame.head = "<meta name=\"version\" content=\"\(version)\">\n" + frame.head
    return Page(html: frame.html, version: version, lastChange: observation.lastChange)
  }

  private func frame(of observation: Observation) -> PageFrame {
    let page = ReportPage(
      experiment: observation.experiment, statistics: statistics(of: observation.settled),
      // A record that cannot be read is one of the problems.
      versions: try? ExperimentFolder(path).versions(of: observation.experiment), sections: [])
    let status = StatusSection(observation: observation)
    let growing = GrowingCurves(observation: observation).section
    var frame = page.frame
    if observation.isOfOneRun {
      frame.lead = status.sentence
      frame.subtitle = "A single run in \(path)."
      frame.origin = "Made by centralize from the files of the run."
      frame.sections = [growing, epochs(of: observation), page.configuration].compactMap { $0 }
    } else {
      if page.statistics.isGrowing { frame.sections = frame.sections.map(Self.soFar) }
      frame.sections = [growing].compactMap { $0 } + frame.sections
      let place = frame.sections.firstIndex { $0.id == page.configuration.id }
      frame.sections.insert(
        contentsOf: LandscapeSections.shown(on: observation.experiment, in: path),
        at: place ?? frame.sections.endIndex)
    }
    frame.sections.insert(status.section, at: 0)
    frame.windowTitle = "\(status.mark) · \(frame.title)"
    frame.policy = nil
    frame.head = LiveStyle.element
    frame.top = Self.gone
    frame.bottom = LiveScript.element
    return frame
  }

  /// A section of the report, which says of what has come out that more is to come.
  private static func soFar(_ section: ReportSection) -> ReportSection {
    var section = section
    if !["configuration", "method"].contains(section.id) { section.title += ", so far" }
    return section
  }

  private static let gone = """
    <p id="gone" role="alert" hidden>The server has not answered since <time></time>: what you see is \
    from before. Start 'centralize watch' again, and this page goes on by itself.</p>
    <noscript><p>Without scripts this page does not follow: reload it.</p></noscript>
    """

  /// Statistics are of runs that have ended, and dear: they are worked out once for the same ones.
  private func statistics(of settled: Experiment) -> ExperimentStatistics {
    if let computed, computed.experiment == settled { return computed.statistics }
    let statistics = ExperimentStatistics(settled)
    computed = (settled, statistics)
    return statistics
  }

  private func epochs(of observation: Observation) -> ReportSection? {
    guard let run = observation.runs.first, !run.epochs.isEmpty else { return nil }
    let table = Table(of: run.epochs, observation.experiment.task)
    return ReportSection(id: "epochs", title: "Epoch by epoch", html: table.html())
  }
}
