/// A value whose properties are options: what it has of them, and how they are said, follows from one
/// list.
package protocol Configurable: Sendable {
  /// The options that have a property here, in the order in which they are set.
  static var options: [OptionBinding<Self>] { get }
}

/// An option, and the property that it sets.
package struct OptionBinding<Root: Sendable>: Sendable {
  package let option: OptionName
  let get: @Sendable (Root) -> OptionValue?
  let set: @Sendable (inout Root, OptionValue) throws(OptionsError) -> Void

  /// An option that is read and set by these; without a value where it does not apply.
  init(
    _ option: OptionName, get: @escaping @Sendable (Root) -> OptionValue?,
    set: @escaping @Sendable (inout Root, OptionValue) throws(OptionsError) -> Void
  ) { (self.option, self.get, self.set) = (option, get, set) }

  init<Value: OptionType>(_ option: OptionName, _ path: any WritableKeyPath<Root, Value> & Sendable)
  {
    self.init(option, get: { $0[keyPath: path].optionValue }) {
      (root, value) throws(OptionsError) in root[keyPath: path] = try Value(value, of: option)
    }
  }

  init<Value: OptionType>(
    _ option: OptionName, _ path: any WritableKeyPath<Root, Value?> & Sendable
  ) {
    self.init(option, get: { $0[keyPath: path]?.optionValue }) {
      (root, value) throws(OptionsError) in root[keyPath: path] = try Value(value, of: option)
    }
  }

  /// An option that a record leaves out at `usual`, as it was before there was such an option.
  init<Value: OptionType & Equatable & Sendable>(
    _ option: OptionName, _ path: any WritableKeyPath<Root, Value> & Sendable, omitting usual: Value
  ) {
    self.init(
      option, get: { $0[keyPath: path] == usual ? nil : $0[keyPath: path].optionValue }
    ) { (root, value) throws(OptionsError) in root[keyPath: path] = try Value(value, of: option) }
  }

  /// The same option of a value that has this one at `path`.
  func at<Whole: Sendable>(_ path: any WritableKeyPath<Whole, Root> & Sendable) -> OptionBinding<
    Whole
  > {
    OptionBinding<Whole>(option, get: { get($0[keyPath: path]) }) {
      (whole, value) throws(OptionsError) in try set(&whole[keyPath: path], value)
    }
  }
}

extension Configurable {
  /// The options of a value that has this one at `path`.
  static func options<Whole: Sendable>(
    at path: any WritableKeyPath<Whole, Self> & Sendable
  ) -> [OptionBinding<Whole>] {
    options.map { $0.at(path) }
  }

  package static var optionNames: [OptionName] { options.map(\.option) }

  /// What an option is here; `nil` where it does not apply.
  package subscript(option: OptionName) -> OptionValue? {
    Self.options.first { $0.option == option }?.get(self)
  }

  package var optionMap: OptionMap {
    var map = OptionMap()
    for binding in Self.options { map[binding.option] = binding.get(self) }
    return map
  }

  package mutating func take(_ map: OptionMap) throws(OptionsError) {
    for binding in Self.options {
      if let value = map[binding.option] { try binding.set(&self, value) }
    }
  }

  func checkRanges() throws(OptionsError) {
    for binding in Self.options { try binding.option.check(binding.get(self)) }
  }
}
