import Files
import Foundation
import RunRecords

extension MetricsLine {
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
  }

  private static let keys: Set<String> = [JSONFile.formatVersionKey, "epoch", "step"]

  /// The readings whose distribution over the layers is shown too.
  private static let distributed = ["gradientNorm", "gradientShare", "updateShare"]

  /// What was measured under each name.
  private var values: [String: Value] {
    // A line is an object, or it would not be one.
    (try? JSONDecoder().decode([String: Value].self, from: json)) ?? [:]
  }

  /// All numbers: `KIND/NAME`, and for a reading of a layer `KIND.NAME/LAYER`.
  private func scalars(_ values: [String: Value]) -> [MetricsEvent.Scalar] {
    values.flatMap { key, value -> [MetricsEvent.Scalar] in
      switch value {
      case .number(let number) where !Self.keys.contains(key):
        [.init(tag: "\(kind)/\(key)", value: Float(number))]
      case .layers(let layers): layers.flatMap(readings)
      default: []
      }
    }.sorted { $0.tag < $1.tag }
  }

  private func readings(_ layer: [String: Value]) -> [MetricsEvent.Scalar] {
    guard case .text(let name)? = layer["name"] else { return [] }
    return layer.compactMap { key, value in
      guard case .number(let number) = value else { return nil }
      return .init(tag: "\(kind).\(key)/\(name)", value: Float(number))
    }
  }

  /// The distributions over the layers: `KIND/NAME`.
  private func distributions(_ values: [String: Value]) -> [MetricsEvent.Distribution] {
    let layers = values.values.flatMap { value -> [[String: Value]] in
      if case .layers(let layers) = value { layers } else { [] }
    }
    return Self.distributed.compactMap { key in
      let numbers = layers.compactMap { layer -> Double? in
        if case .number(let number)? = layer[key] { number } else { nil }
      }
      return Histogram(numbers).map { .init(tag: "\(kind)/\(key)", values: $0) }
    }
  }

  /// What TensorBoard shows of the line: an epoch over the number of epochs, all else over that of steps.
  func event(at wallTime: Double) -> MetricsEvent {
    let values = values
    return MetricsEvent(
      step: kind == "epoch" ? epoch : step, wallTime: wallTime, scalars: scalars(values),
      distributions: distributions(values))
  }
}
