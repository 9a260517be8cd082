import RunRecords

/// Shows how one run goes on, on standard error: a line that changes in place on a terminal, else a plain
/// line now and then.
package final class RunDisplay {
  private let lines: LiveLines
  private let clock = ContinuousClock()
  private var lastSaid = ContinuousClock.now
  private var task = TaskDescription.classification

  package init(isQuiet: Bool = false) { lines = LiveLines(isQuiet: isQuiet) }

  package func tell(_ event: RunEvent) {
    switch event {
    case .begins(let summary):
      (lastSaid, task) = (clock.now, summary.task)
      lines.say(ProgressText.of(summary))
    case .step(let progress): show(ProgressText.of(progress))
    case .evaluation(let progress): show(ProgressText.of(progress))
    case .warning(let sentence): warn(sentence)
    case .epoch(let metrics):
      lines.end()
      lines.say(ProgressText.of(metrics, task))
    case .failure, .peerFailure, .interrupted, .ended, .landscape: break
    }
  }

  /// Tells what people must know.
  package func warn(_ sentence: String) { lines.warn(sentence) }

  private func show(_ line: FittingLine) {
    if lines.isTerminal { return lines.show([line]) }
    let now = clock.now
    if now - lastSaid < .seconds(10) { return }
    lastSaid = now
    lines.say(line.text)
  }

  /// Takes the changing line away.
  package func end() { lines.end() }
}
