import CentralizeOptions
public import Settings
import Torch
public import TorchNN

extension Centralization.Scopes {
  /// Checks that every pattern matches the name of a parameter.
  ///
  /// - Throws: `TrainingError.unmatchedPattern`.
  public func check(_ network: any Module) throws(TrainingError) {
    try network.check(exceptions.map { ($0.pattern, $0.matches) }, of: .centralization)
  }
}

extension ParameterRules {
  /// Checks that every pattern matches the name of a parameter.
  ///
  /// - Throws: `TrainingError.unmatchedPattern`.
  public func check(_ network: any Module) throws(TrainingError) {
    for (option, numbers) in [
      (OptionName.learningRateOf, learningRates), (.weightDecayOf, weightDecays),
    ] { try network.check(numbers.entries.map { ($0.pattern, $0.matches) }, of: option) }
  }
}

extension Module {
  fileprivate func check(
    _ patterns: [(text: String, matches: (String) -> Bool)], of option: OptionName
  ) throws(TrainingError) {
    let names = namedParameters.map(\.name)
    for pattern in patterns where !names.contains(where: pattern.matches) {
      throw .unmatchedPattern(
        option: option.rawValue, pattern.text, example: names.first ?? "")
    }
  }
}
