import TorchNN

extension ImageClassifier {
  /// Freezes the parts from the input up to and with the one called `stage`: their parameters are not
  /// trained, and their batch norms use their running statistics, which stay.
  ///
  ///     network.freeze(upTo: "layer2")
  ///
  /// Traps unless `stage` is the name of one of ``stages``.
  public func freeze(upTo stage: String) {
    guard let last = stages.firstIndex(where: { $0.name == stage }) else {
      preconditionFailure(
        "expected a stage of \(stages.map(\.name).joined(separator: ", ")), found \(stage)")
    }
    let frozen = stages[...last]
    freeze { key in frozen.contains { $0.contains(key) } }
  }
}
