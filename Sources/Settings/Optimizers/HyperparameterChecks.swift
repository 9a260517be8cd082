/// Traps unless every named value is in [0, 1).
func checkFractions(beta1: Double, beta2: Double) {
  checkFraction("beta1", beta1)
  checkFraction("beta2", beta2)
}

/// Traps unless `value` is in [0, 1).
func checkFraction(_ name: String, _ value: Double) {
  precondition((0..<1).contains(value), "\(name): expected 0 to below 1, found \(value)")
}

/// Traps unless `epsilon` is above 0.
func checkAboveZero(epsilon: Double) {
  precondition(epsilon > 0, "epsilon: expected above 0, found \(epsilon)")
}
