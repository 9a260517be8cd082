import Foundation

/// An option that was given to a resumed run and differs from its record.
public struct RecordDifference: Hashable, Sendable {
  /// The option.
  public var option: OptionName
  /// Its value in the record; `nil` when it was not set.
  public var recorded: String?
  /// The value that was given.
  public var given: String

  /// A difference of an option.
  public init(option: OptionName, recorded: String?, given: String) {
    self.option = option
    self.recorded = recorded
    self.given = given
  }

  /// Every option that was given and differs, in the order of `OptionName`.
  static func between(
    recorded: RunConfiguration, given: TrainingOptions
  ) -> [RecordDifference] {
    let old = values(of: recorded)
    let new = values(of: given)
    return OptionName.allCases.compactMap { option in
      guard let value = new[option.rawValue], value != old[option.rawValue] else { return nil }
      return RecordDifference(
        option: option, recorded: old[option.rawValue]?.description, given: value.description)
    }
  }

  /// The values by their keys.
  ///
  /// Options always encode, so nothing is lost to `try?`.
  private static func values(of options: some Encodable) -> [String: Value] {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "not a number")
    guard let data = try? encoder.encode(options) else { return [:] }
    return (try? JSONDecoder().decode([String: Value].self, from: data)) ?? [:]
  }

  private enum Value: Decodable, Hashable, CustomStringConvertible {
    case truth(Bool)
    case whole(Int)
    case number(Double)
    case text(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let value = try? container.decode(Bool.self) {
        self = .truth(value)
      } else if let value = try? container.decode(Int.self) {
        self = .whole(value)
      } else if let value = try? container.decode(Double.self) {
        self = .number(value)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    var description: String {
      switch self {
      case .truth(let value): "\(value)"
      case .whole(let value): "\(value)"
      case .number(let value): "\(value)"
      case .text(let value): value
      }
    }
  }
}

extension RecordDifference: CustomStringConvertible {
  /// What the option was and is, as part of a sentence.
  public var description: String {
    "\(option.flag) was \(recorded ?? "not set") and is given as \(given)"
  }
}
