/// Some options with their values, in the order in which they were said.
///
/// Only what was given can be wrong usage: a default never counts as given. Maps are laid over each
/// other: the base of a grid, the command line, a value of each axis, an arm.
package struct OptionMap: Hashable, Sendable {
  /// An option with its value.
  package struct Entry: Hashable, Sendable {
    package let option: OptionName
    package let value: OptionValue
  }

  package private(set) var entries: [Entry] = []

  package init() {}

  /// The value of an option; `nil` where it is not in the map.
  ///
  /// `--monitor` is short for `--monitor-every` with its default, and stands as that.
  package subscript(option: OptionName) -> OptionValue? {
    get { entries.first { $0.option == option }?.value }
    set {
      if option == .monitor {
        if newValue == true { self[.monitorEvery] = .whole(Logging.defaultMonitorEvery) }
        return
      }
      entries.removeAll { $0.option == option }
      switch (option.kind, newValue) {
      case (_, nil): return
      case (.number, .whole(let number)?):
        entries.append(Entry(option: option, value: .number(Double(number))))
      case (_, let value?): entries.append(Entry(option: option, value: value))
      }
    }
  }

  /// The value of an option as a type; `nil` where it is not in the map.
  package func value<Value: OptionType>(of option: OptionName) throws(OptionsError) -> Value? {
    guard let value = self[option] else { return nil }
    return try Value(value, of: option)
  }

  /// The options, in their order.
  package var options: [OptionName] { entries.map(\.option) }

  /// The part of this map for whose options `isKept` holds.
  package func filter(_ isKept: (OptionName) -> Bool) -> OptionMap {
    var part = self
    part.entries.removeAll { !isKept($0.option) }
    return part
  }

  /// This map with another laid over it, which wins.
  ///
  /// Left out of this one is also what the other takes the meaning from: `epochs` under `steps` and
  /// the reverse, what says how to centralize under `centralization: none`, `data` under another
  /// `dataset`.
  package func overlaid(by other: OptionMap) -> OptionMap {
    var result = filter { option in
      !option.isAnnulled(by: { other.text(of: $0) }, beside: { text(of: $0) })
    }
    for entry in other.entries { result[entry.option] = entry.value }
    return result
  }

  private func text(of name: String) -> String? {
    entries.first { $0.option.rawValue == name }?.value.description
  }
}

extension OptionMap: ExpressibleByDictionaryLiteral {
  /// A map of options with values; of an option that stands twice, the last.
  package init(dictionaryLiteral elements: (OptionName, OptionValue)...) {
    for (option, value) in elements { self[option] = value }
  }
}
