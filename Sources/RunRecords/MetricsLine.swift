import Foundation

/// A line of `metrics.jsonl`, of whatever kind.
struct MetricsLine: Decodable {
  /// A value of a line, as far as it is of use here.
  private enum Value: Decodable {
    case number(Double)
    case text(String)
    case layers([[String: Value]])
    case other

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      // A truth would also pass for something else with a more generous decoder.
      if (try? container.decode(Bool.self)) != nil {
        self = .other
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let layers = try? container.decode([[String: Value]].self) {
        self = .layers(layers)
      } else {
        self = .other
      }
    }

    var whole: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }
  }

  /// `step`, `epoch` or `monitor`.
  let kind: String
  /// The number of the epoch, from 1.
  let epoch: Int
  /// The optimizer steps made so far.
  let step: Int
  /// All numbers that were measured: `KIND/NAME`, and for a reading of a layer `KIND.NAME/LAYER`.
  let scalars: [ScalarEvent.Scalar]

  private static let keys: Set<String> = ["formatVersion", "epoch", "step"]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let values = try container.decode([String: Value].self)
    guard case .text(let kind)? = values["kind"], let epoch = values["epoch"]?.whole,
      let step = values["step"]?.whole
    else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a kind, an epoch or a step is missing")
    }
    (self.kind, self.epoch, self.step) = (kind, epoch, step)
    scalars = values.flatMap { key, value -> [ScalarEvent.Scalar] in
      switch value {
      case .number(let number) where !Self.keys.contains(key):
        [.init(tag: "\(kind)/\(key)", value: Float(number))]
      case .layers(let layers): layers.flatMap { Self.readings($0, kind) }
      default: []
      }
    }.sorted { $0.tag < $1.tag }
  }

  private static func readings(
    _ layer: [String: Value], _ kind: String
  ) -> [ScalarEvent.Scalar] {
    guard case .text(let name)? = layer["name"] else { return [] }
    return layer.compactMap { key, value in
      guard case .number(let number) = value else { return nil }
      return .init(tag: "\(kind).\(key)/\(name)", value: Float(number))
    }
  }

  /// What TensorBoard shows of the line: an epoch over the number of epochs, all else over that of steps.
  func event(at wallTime: Double) -> ScalarEvent {
    ScalarEvent(step: kind == "epoch" ? epoch : step, wallTime: wallTime, scalars: scalars)
  }
}
