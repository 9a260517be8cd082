public import Testing
import Foundation

/// Tests that are slow by nature: `make test-extended` runs them, `make test` does not.
public enum Extended {
  /// Whether the environment asks for them by `EXTENDED`.
  public static var isOn: Bool { ProcessInfo.processInfo.environment["EXTENDED"] != nil }
}

extension Trait where Self == ConditionTrait {
  /// Runs the test only where ``Extended/isOn``.
  public static var extended: Self { .enabled(if: Extended.isOn, "slow: see 'make test-extended'") }
}
