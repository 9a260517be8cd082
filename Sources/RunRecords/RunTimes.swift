package import Files
import Foundation

/// When the lines of a run's metrics were written, as far as the files of the run tell.
///
/// `timings.json` says how long each epoch took, and was written at the end of the last one. A pause
/// between two sittings is not known, and left out.
package struct RunTimes {
  private let epochs: [RunTimings.Epoch]
  /// When the last timed epoch ended, in seconds since 1970.
  private let end: Double
  /// When the metrics were last written to.
  private let lastChange: Double

  /// The times of the run in `folder`, before its files are changed.
  package init(folder: String) throws(FormatError) {
    epochs = try RunTimings(folder: folder).epochs
    let end = Self.change(of: folder + "/" + RunFiles.timings) ?? 0
    self.end = end
    let now = Date().timeIntervalSince1970
    lastChange = max(Self.change(of: folder + "/" + RunFiles.metrics) ?? now, end)
  }

  private static func change(of path: String) -> Double? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970
  }

  /// The time of each line, in seconds since 1970.
  ///
  /// An epoch's line stands at its end, and the steps of an epoch are spread evenly over its training.
  /// Where nothing is known of an epoch, its lines have the time of the last change.
  package func times(of lines: [MetricsLine]) -> [Double] {
    let ends = Dictionary(
      lines.filter { $0.kind == "epoch" }.map { ($0.epoch, $0.step) }, uniquingKeysWith: { $1 })
    var spans: [Int: Span] = [:]
    var epochEnd = end
    for epoch in epochs.reversed() {
      let start = epochEnd - epoch.trainingSeconds - epoch.evaluationSeconds
      if let last = ends[epoch.epoch] {
        spans[epoch.epoch] = Span(
          start: start, training: epoch.trainingSeconds, end: epochEnd,
          firstStep: ends[epoch.epoch - 1] ?? 0, lastStep: last)
      }
      epochEnd = start
    }
    return lines.map { spans[$0.epoch]?.time(of: $0) ?? lastChange }
  }

  /// An epoch in time.
  private struct Span {
    var start: Double
    var training: Double
    var end: Double
    var firstStep: Int
    var lastStep: Int

    func time(of line: MetricsLine) -> Double {
      if line.kind == "epoch" || lastStep == firstStep { return end }
      return start + training * Double(line.step - firstStep) / Double(lastStep - firstStep)
    }
  }
}
