package import Files

/// What a training task measures: all that tables, plots and pages know of the task.
///
/// Files of runs and results have it under the key `task`, and leave it out for
/// ``classification``, as those from before there were other tasks do.
public struct TaskDescription: Codable, Hashable, Sendable {
  /// The name of the task, such as `classification`.
  public var name: String
  /// What a step makes smaller, called `loss`.
  public var loss: Metric
  /// What else an evaluation measures.
  ///
  /// The first is what runs are compared by; without any, that is the loss.
  public var metrics: [Metric]

  /// A task of its metrics.
  ///
  /// - Parameters:
  ///   - name: the name of the task.
  ///   - lossUnit: what the loss is measured in; empty for a bare number.
  ///   - metrics: what else an evaluation measures, each under a name of its own.
  public init(name: String, lossUnit: String = "", metrics: [Metric]) {
    loss = Metric("loss", better: .less, unit: lossUnit)
    (self.name, self.metrics) = (name, metrics)
    precondition(isPossible, "task \(name): two metrics have one name")
  }

  fileprivate var isPossible: Bool {
    let all = metrics + [loss]
    return all.allSatisfy(\.isPossible) && Set(all.map(\.name)).count == all.count
  }

  /// Telling apart the classes of images.
  public static let classification = TaskDescription(
    name: "classification", lossUnit: "nats",
    metrics: [Metric("accuracy", better: .more, unit: "%", digits: 2)])

  private var chief: Metric { metrics.first ?? loss }

  /// What a result rests on: the chief metric on the test examples.
  public var headline: Measure { Measure(chief, on: .test) }

  /// What may choose: the chief metric on held-out training examples.
  public var choice: Measure { Measure(chief, on: .validation) }

  /// The same task, of which runs are compared by the metric of a name; `nil` where it has none of that name.
  package func compared(by name: String) -> TaskDescription? {
    guard let chief = metrics.first(where: { $0.name == name }) else { return nil }
    var task = self
    task.metrics = [chief] + metrics.filter { $0.name != name }
    return task
  }

  /// All that an epoch's line may have, in the order of a comparison.
  public var recorded: [Measure] { [.trainLoss] + EvaluatedPart.allCases.flatMap(recorded) }

  /// All that an epoch's line may have of the examples of `part`.
  public func recorded(on part: EvaluatedPart) -> [Measure] {
    ([loss] + metrics).map { Measure($0, on: part) }
  }

  /// All that arms are compared by, the headline first.
  public var compared: [Measure] {
    let all =
      [headline, .trainLoss, Measure(loss, on: .test), .lossGap]
      + metrics.dropFirst().map { Measure($0, on: .test) }
      + (metrics + [loss]).map { Measure($0, on: .validation) }
    return all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// What a measure is called, and how it is shown.
  public subscript(measure: Measure) -> Metric {
    func named(_ title: String, _ metric: Metric) -> Metric {
      var metric = metric
      (metric.name, metric.title) = (measure.rawValue, title)
      return metric
    }
    let training = "training \(loss.title)"
    if measure == .trainLoss { return named(training, loss) }
    if measure == .lossGap { return named("test \(loss.title) − \(training)", loss) }
    for part in EvaluatedPart.allCases {
      for metric in [loss] + metrics where Measure(metric, on: part) == measure {
        return named("\(part.rawValue) \(metric.title)", metric)
      }
    }
    return named(measure.rawValue, loss)
  }
}

extension TaskDescription {
  /// The task in the record of the run in `folder`; classification where there is none.
  package init(folder: String) throws(FormatError) {
    struct Record: Codable { var task: TaskDescription }
    do {
      let record: Record? = try JSONFile.read(
        folder + "/" + RunFiles.record, known: RunRecord.formatVersion)
      self = record?.task ?? .classification
    } catch .damaged { self = .classification }
  }
}

extension KeyedEncodingContainer {
  /// Leaves classification out, as files from before there were other tasks do.
  public mutating func encode(_ task: TaskDescription, forKey key: Key) throws {
    try encodeIfPresent(task == .classification ? nil : task, forKey: key)
  }
}

extension KeyedDecodingContainer {
  /// Classification where there is no such key.
  public func decode(_ type: TaskDescription.Type, forKey key: Key) throws -> TaskDescription {
    guard let task = try decodeIfPresent(type, forKey: key) else { return .classification }
    if task.isPossible { return task }
    throw DecodingError.dataCorruptedError(
      forKey: key, in: self, debugDescription: "its metrics cannot be")
  }
}
