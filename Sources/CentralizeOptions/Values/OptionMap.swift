import Files
import Foundation

/// Some training options with their values, in the order in which they were said.
///
/// Maps are laid over each other: the base of a grid, the command line, a value of each axis, an arm.
public struct OptionMap: Hashable, Sendable {
  /// An option with its value.
  public struct Entry: Hashable, Sendable {
    /// The option.
    public let option: OptionName
    /// The value.
    public let value: OptionValue
  }

  /// The options, each once.
  public private(set) var entries: [Entry] = []

  /// A map without options.
  public init() {}

  /// A map of one option.
  public init(_ option: OptionName, _ value: OptionValue) {
    entries = [Entry(option: option, value: value)]
  }

  /// The options that were given, in the order of `OptionName`.
  public init(_ options: TrainingOptions) {
    let values = Self.values(of: options)
    entries = OptionName.all.compactMap { option in
      guard let value = values[option.rawValue] else { return nil }
      if case .whole(let number) = value, case .number = option.kind {
        return Entry(option: option, value: .number(Double(number)))
      }
      return Entry(option: option, value: value)
    }
  }

  /// The options that the keys of a file name.
  ///
  /// - Parameters:
  ///   - keys: The keys with their values.
  ///   - file: The file that they stand in, for messages.
  /// - Throws: `OptionsError` that names the file and the key: unknown, no option of a run, given
  ///   twice, or of the wrong type.
  public init(_ keys: [ConfigurationFile.Entry], of file: String) throws(OptionsError) {
    for key in keys {
      let known = OptionName.ofTraining.filter { $0 != .output }
      guard let option = OptionName(spelling: key.key) else {
        throw .unknownKey(
          file: file, key: key.key,
          nearest: NearestName.of(key.key, among: known.flatMap(\.spellings)))
      }
      guard known.contains(option) else {
        if option == .tensorboard {
          throw .noEffect(
            option, reason: "\(file) only says what the runs are, so give it on the command line")
        }
        throw .keyOfOtherCommand(file: file, key: option, command: .train)
      }
      guard let value = key.value.value(of: option, spelled: key.key) else {
        throw .wrongValue(
          file: file, key: key.key, expected: option.kind.expectation(for: key.value.inWords),
          found: key.value.inWords)
      }
      if self[option] != nil {
        throw .wrongValue(file: file, key: key.key, expected: "said once", found: "said twice")
      }
      switch (option, value) {
      case (.monitor, .truth(false)): continue
      case (.monitor, _):
        set(.monitorEvery, .whole(RunConfiguration.defaultMonitorEvery))
      default: set(option, value)
      }
    }
  }

  /// The value of an option; `nil` where it is not in the map.
  public subscript(option: OptionName) -> OptionValue? {
    entries.first { $0.option == option }?.value
  }

  private func text(of name: String) -> String? {
    entries.first { $0.option.rawValue == name }?.value.description
  }

  /// The options, in their order.
  public var options: [OptionName] { entries.map(\.option) }

  private mutating func set(_ option: OptionName, _ value: OptionValue) {
    entries.removeAll { $0.option == option }
    entries.append(Entry(option: option, value: value))
  }

  /// This map with another laid over it, which wins.
  ///
  /// Left out of this one is also what the other takes the meaning from: `epochs` under `steps` and
  /// the reverse, what says how to centralize under `centralization: none`, `data` under another
  /// `dataset`.
  public func overlaid(by other: OptionMap) -> OptionMap {
    var result = self
    result.entries.removeAll { entry in
      entry.option.isAnnulled(by: { other.text(of: $0) }, beside: { text(of: $0) })
    }
    for entry in other.entries { result.set(entry.option, entry.value) }
    return result
  }

  /// The training options that this map gives.
  ///
  /// - Throws: `OptionsError` for a text that is not understood.
  public func trainingOptions() throws(OptionsError) -> TrainingOptions {
    let values = Dictionary(uniqueKeysWithValues: entries.map { ($0.option.rawValue, $0.value) })
    do {
      return try Self.decoder.decode(TrainingOptions.self, from: Self.encoder.encode(values))
    } catch let error as UnfitText {
      guard let option = OptionName(rawValue: error.key) else {
        throw .unreadable(file: "The options", reason: error.description)
      }
      throw .outOfRange(option, expected: error.expected, found: "'\(error.text)'")
    } catch {
      throw .unreadable(file: "The options", reason: DecodingReason.of(error))
    }
  }

  /// The values of options by their keys.
  ///
  /// Options always encode, so nothing is lost to `try?`.
  package static func values(of options: some Encodable) -> [String: OptionValue] {
    guard let data = try? encoder.encode(options) else { return [:] }
    return (try? JSONDecoder().decode([String: OptionValue].self, from: data)) ?? [:]
  }

  // Numbers that JSON has no digits for are texts, so that they reach the check of their range.
  private static let infinities = ("infinity", "-infinity", "not a number")

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: infinities.0, negativeInfinity: infinities.1, nan: infinities.2)
    return encoder
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: infinities.0, negativeInfinity: infinities.1, nan: infinities.2)
    return decoder
  }
}

extension ConfigurationValue {
  /// This value as that of an option; `nil` when the type is wrong.
  fileprivate func value(of option: OptionName, spelled key: String) -> OptionValue? {
    switch (option.kind, self) {
    case (.flag, .truth(let isOn)): return .truth(isOn)
    case (.invertibleFlag, .truth(let isOn)): return .truth(isOn == (key == option.rawValue))
    case (.flag, _), (.invertibleFlag, _): return nil
    default: break
    }
    guard let text = argument(for: option.kind) else { return nil }
    switch option.kind {
    case .wholeNumber: return Int(text).map(OptionValue.whole)
    case .number: return Double(text).map(OptionValue.number)
    default: return .text(text)
    }
  }
}
