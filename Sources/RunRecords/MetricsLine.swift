package import Files
package import Foundation

/// A line of `metrics.jsonl`: what is known after a step, at the end of an epoch, or another reading.
package struct MetricsLine {
  /// What a line is about.
  package enum Content {
    /// A step: `kind` is `step`.
    case step(StepMetrics)
    /// An epoch: `kind` is `epoch`.
    case epoch(EpochMetrics)
    /// Something else, as of the kind `monitor`.
    case other
  }

  /// The newest format that is read, and the one that is written.
  package static let formatVersion = 1

  /// `step`, `epoch`, `monitor`, or what else a run may measure.
  package let kind: String
  /// The number of the epoch, from 1.
  package let epoch: Int
  package let step: Int
  package let content: Content
  /// The line itself, without its line feed.
  package let json: Data

  private struct Header: Decodable {
    var kind: String
    var epoch: Int
    var step: Int

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      kind = try container.decode(String.self, forKey: .kind)
      epoch = try container.decode(Int.self, forKey: .epoch)
      step = try container.decode(Int.self, forKey: .step)
      try decoder.check(epoch, step)
    }

    private enum CodingKeys: CodingKey { case kind, epoch, step }
  }

  package init(_ json: Data, number: Int, of file: String) throws(FormatError) {
    struct Version: Decodable { var formatVersion: Int? }
    let decoder = JSONDecoder()
    let version = try? decoder.decode(Version.self, from: json)
    try FormatError.check(version?.formatVersion, known: Self.formatVersion, of: file)
    do {
      let header = try decoder.decode(Header.self, from: json)
      (kind, epoch, step, self.json) = (header.kind, header.epoch, header.step, json)
      content =
        switch kind {
        case "step": .step(try decoder.decode(StepMetrics.self, from: json))
        case "epoch": .epoch(try decoder.decode(EpochMetrics.self, from: json))
        default: .other
        }
    } catch {
      throw .damaged(
        file: file, reason: "line \(number) is not one of a run",
        remedy: "Put the file back, or make the run again.")
    }
  }

  package init(_ metrics: StepMetrics) throws {
    try self.init("step", metrics.epoch, metrics.step, .step(metrics), metrics)
  }

  package init(_ metrics: EpochMetrics) throws {
    try self.init("epoch", metrics.epoch, metrics.step, .epoch(metrics), metrics)
  }

  package init(_ metrics: MonitorMetrics) throws {
    try self.init("monitor", metrics.epoch, metrics.step, .other, metrics)
  }

  private init(
    _ kind: String, _ epoch: Int, _ step: Int, _ content: Content, _ metrics: some Encodable
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    json = try encoder.encode(Written(kind: kind, metrics: metrics))
    (self.kind, self.epoch, self.step, self.content) = (kind, epoch, step, content)
  }

  /// The fields of the metrics, and what all lines have, in one object.
  private struct Written<Metrics: Encodable>: Encodable {
    private enum CodingKeys: CodingKey { case formatVersion, kind }
    let kind: String
    let metrics: Metrics

    func encode(to encoder: any Encoder) throws {
      try metrics.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(MetricsLine.formatVersion, forKey: .formatVersion)
      try container.encode(kind, forKey: .kind)
    }
  }
}

extension [MetricsLine] {
  package var epochs: [EpochMetrics] {
    compactMap { if case .epoch(let epoch) = $0.content { epoch } else { nil } }
  }

  package var steps: [StepMetrics] {
    compactMap { if case .step(let step) = $0.content { step } else { nil } }
  }
}
