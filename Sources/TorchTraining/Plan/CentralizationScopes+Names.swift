public import Settings
import Torch
public import TorchNN

extension Centralization.Scopes {
  /// Checks that every pattern matches the name of a parameter.
  ///
  /// - Throws: `TrainingError.unmatchedPattern`.
  public func check(_ network: any Module) throws(TrainingError) {
    let names = network.namedParameters.map(\.name)
    for exception in exceptions where !names.contains(where: exception.matches) {
      throw .unmatchedPattern(exception.pattern, example: names.first ?? "")
    }
  }
}
