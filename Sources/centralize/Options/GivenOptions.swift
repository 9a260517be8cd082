import ArgumentParser
import CentralizeOptions

/// A property of a parser's group: what was given for it, if anything was.
private protocol GivenProperty { var given: Any { get } }

extension Option: GivenProperty { fileprivate var given: Any { wrappedValue } }

extension Flag: GivenProperty { fileprivate var given: Any { wrappedValue } }

/// A property that holds a group of options.
private protocol GroupProperty { var options: OptionMap { get } }

extension OptionGroup: GroupProperty { fileprivate var options: OptionMap { wrappedValue.given } }

extension ParsableArguments {
  /// The options of this group, and of those in it, that were given.
  ///
  /// A property has the name of its option, in camel case.
  var given: OptionMap { given(besides: nil) }

  /// The same, but for those in the property `label`.
  func given(besides label: String?) -> OptionMap {
    var map = OptionMap()
    for child in Mirror(reflecting: self).children where child.label != label {
      if let group = child.value as? any GroupProperty {
        for entry in group.options.entries { map[entry.option] = entry.value }
      } else if let property = child.value as? any GivenProperty, let label = child.label,
        let option = OptionName(property: label)
      {
        if let value = OptionValue(given: property.given, of: option) { map[option] = value }
      }
    }
    return map
  }
}

extension OptionName {
  /// The option of a wrapped property: `_batchSize` holds that of `--batch-size`.
  init?(property label: String) {
    self.init(
      rawValue: label.dropFirst().reduce(into: "") {
        $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1)
      })
  }
}

extension OptionValue {
  /// The value that the parser made of an option; `nil` where nothing was given.
  fileprivate init?(given value: Any, of option: OptionName) {
    switch value {
    case let isOn as Bool: self = .truth(isOn)
    case let number as Int: self = .whole(number)
    case let number as Double: self = .number(number)
    case let text as String: self = .text(text)
    case let texts as [String]:
      // What has a form of several words may be given word by word; other lists are their command's own.
      guard case .form = option.kind, !texts.isEmpty else { return nil }
      self = .text(texts.joined(separator: ","))
    case let name as any RawRepresentable<String>: self = .text(name.rawValue)
    default: return nil
    }
  }
}
