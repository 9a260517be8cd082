import Watching
import Foundation

/// The page that is served, looked up again when it is asked for and not too often.
final class LivePages {
  /// The page and how old the last change is.
  struct Moment {
    var page: GrowingReport.Page
    var secondsSinceChange: Double?
  }

  /// The shortest time between two looks at the folder.
  private static let pause = Duration.seconds(1)
  /// How much longer than a look the pause after it is: most of the machine is for the runs.
  private static let restraint = 3

  private let report: GrowingReport
  private let clock = ContinuousClock()
  private var page: GrowingReport.Page?
  private var nextLook: ContinuousClock.Instant?

  init(_ report: GrowingReport) { self.report = report }

  /// The page as it is now, or was a moment ago.
  func moment() -> Moment {
    let page = current()
    let seconds = page.lastChange.map { max(0, Date.now.timeIntervalSince($0)) }
    return Moment(page: page, secondsSinceChange: seconds)
  }

  private func current() -> GrowingReport.Page {
    let begin = clock.now
    if let page, let nextLook, begin < nextLook { return page }
    let page = report.page()
    let end = clock.now
    self.page = page
    nextLook = end + max(Self.pause, (end - begin) * Self.restraint)
    return page
  }
}
