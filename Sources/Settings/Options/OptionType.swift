/// A type of which options have values.
package protocol OptionType: Sendable {
  /// What an option's value stands for; `nil` where it is none of this type.
  init?(_ value: OptionValue)

  var optionValue: OptionValue { get }
}

extension OptionType {
  init(_ value: OptionValue, of option: OptionName) throws(OptionsError) {
    try option.check(value)
    guard let own = Self(value) else {
      throw .outOfRange(
        option, expected: option.kind.expectation(for: value.description), found: "'\(value)'")
    }
    self = own
  }
}

extension Int: OptionType {
  package init?(_ value: OptionValue) {
    guard case .whole(let number) = value else { return nil }
    self = number
  }
  package var optionValue: OptionValue { .whole(self) }
}

extension UInt64: OptionType {
  package init?(_ value: OptionValue) {
    guard case .whole(let number) = value, number >= 0 else { return nil }
    self = UInt64(number)
  }
  package var optionValue: OptionValue { .whole(Int(clamping: self)) }
}

extension Double: OptionType {
  package init?(_ value: OptionValue) {
    switch value {
    case .number(let number): self = number
    case .whole(let number): self = Double(number)
    case .truth, .text: return nil
    }
  }
  package var optionValue: OptionValue { .number(self) }
}

extension Bool: OptionType {
  package init?(_ value: OptionValue) {
    guard case .truth(let isOn) = value else { return nil }
    self = isOn
  }
  package var optionValue: OptionValue { .truth(self) }
}

extension String: OptionType {
  package init?(_ value: OptionValue) {
    guard case .text(let text) = value else { return nil }
    self = text
  }
  package var optionValue: OptionValue { .text(self) }
}

extension OptionType where Self: RawRepresentable, RawValue == String {
  package init?(_ value: OptionValue) { self.init(rawValue: value.description) }
  package var optionValue: OptionValue { .text(rawValue) }
}

extension OptionType where Self: TextValue {
  package init?(_ value: OptionValue) { self.init(value.description) }
  package var optionValue: OptionValue { .text(description) }
}

extension ModelName: OptionType {}
extension BackboneName: OptionType {}
extension DetectionConvention: OptionType {}
extension ActivationNorm: OptionType {}
extension WeightForm: OptionType {}
extension DatasetName: OptionType {}
extension AircraftLabels: OptionType {}
extension Crop.Kind: OptionType {}
extension OptimizerName: OptionType {}
extension Momentum.Form: OptionType {}
extension Centralization.Scopes: OptionType {}
extension Centralization.FanInRule: OptionType {}
extension Centralization.Placement: OptionType {}
extension Centralization.Axis: OptionType {}
extension Centralization.DecayOrder: OptionType {}
extension NumberType: OptionType {}
extension Precision: OptionType {}
extension DeviceName: OptionType {}
extension ClassSubset: OptionType {}
extension ColorJitter: OptionType {}
extension Lookahead: OptionType {}
extension Schedule: OptionType {}
extension WeightAverage: OptionType {}
extension NumbersByName: OptionType {}
extension Undecayed: OptionType {}
extension RandAugment: OptionType {}
