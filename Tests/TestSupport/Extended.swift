public import Testing
import Foundation

/// Tests that are slow by nature: `make test-extended` runs them, `make test` does not.
public enum Extended {
  /// Whether the environment asks for them by `EXTENDED`.
  public static var isOn: Bool { ProcessInfo.processInfo.environment["EXTENDED"] != nil }

  /// How long something may take that takes at most so many seconds: beside all other tests, none gets a
  /// processor when it wants one.
  public static func limit(_ seconds: Double) -> Double { isOn ? seconds : seconds + 10 }
}

extension Trait where Self == ConditionTrait {
  /// Runs the test only where ``Extended/isOn``.
  public static var extended: Self { .enabled(if: Extended.isOn, "slow: see 'make test-extended'") }
}
