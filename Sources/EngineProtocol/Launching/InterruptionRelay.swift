/// Passes requests to stop, and to save, on to the engines that this process started.
package struct InterruptionRelay {
  private var passedOn = 0
  private var saves = SaveRequests()

  /// From here on two requests are counted, and the next ends this process.
  package init() { Interruption.listen(patience: 2) }

  /// Whether someone asked to stop, so that nothing is begun any more.
  package var isStopping: Bool { passedOn > 0 }

  /// Passes on what has come since the last time.
  package mutating func pass(to engines: some Sequence<EngineGroup>) {
    if saves.next() { for engine in engines { engine.save() } }
    guard Interruption.count > passedOn else { return }
    passedOn = Interruption.count
    for engine in engines { engine.interrupt() }
  }

  /// Begins nothing more: someone asked an engine itself to stop.
  package mutating func stop() { passedOn = max(passedOn, 1) }
}
