import Reports
import Files
import RunRecords
import CentralizeOptions
import Foundation

/// The folder of a run, looked at again and again.
struct WatchedRun {
  private let path: String
  private var log: MetricsReader
  private var record: CachedFile<Provenance>

  /// The run in the folder at `path`, which need not be there.
  init(_ path: String) {
    self.path = path
    log = MetricsReader(folder: path)
    record = CachedFile(path + "/" + RunFiles.record)
  }

  /// When something was written last.
  var lastChange: Date? { [record.state?.date, log.state?.date].compactMap { $0 }.max() }

  var problem: String? { record.problem ?? log.problem?.description }

  var epochs: [EpochMetrics] { log.lines.epochs }

  mutating func look() {
    record.look { try Provenance(folder: path) }
    log.look()
  }

  /// How far the run is.
  ///
  /// - Parameters:
  ///   - planned: The folder and the options.
  ///   - recorded: What the grid says of it in `experiment.json`.
  ///   - recordDate: When that was written.
  ///   - work: When the process that works in the grid's folder took hold of it; `nil` for none.
  /// - Returns: The run as far as its files say.
  func observed(
    _ planned: (folder: String, configuration: RunConfiguration),
    recorded: Experiment.Run?, recordDate: Date?, work: Date?
  ) -> ObservedRun {
    func ended(_ state: ObservedRun.State) -> ObservedRun {
      ObservedRun(
        folder: planned.folder, state: state, configuration: planned.configuration,
        epochs: recorded?.epochs ?? [], steps: [])
    }
    let isTouched = work.map { work in lastChange.map { $0 >= work } ?? false } ?? false
    switch recorded?.outcome {
    case .finished: return ended(.finished)
    case .failed(let reason):
      // It is tried again where something was written after it failed.
      let isAgain = isTouched && lastChange ?? .distantPast > recordDate ?? .distantFuture
      return isAgain ? going(planned, .running) : ended(.failed(reason: reason))
    case .unfinished, nil:
      if record.state == nil { return going(planned, .waiting) }
      return going(planned, isTouched ? .running : .stopped)
    }
  }

  func going(
    _ planned: (folder: String, configuration: RunConfiguration), _ state: ObservedRun.State
  ) -> ObservedRun {
    ObservedRun(
      folder: planned.folder, state: state, configuration: planned.configuration,
      epochs: log.lines.epochs, steps: log.lines.steps)
  }
}
