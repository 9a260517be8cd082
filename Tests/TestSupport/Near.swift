/// Whether two numbers agree to nine digits, or to `1e-12` near zero.
public func near(_ a: Double?, _ b: Double) -> Bool {
  guard let a else { return false }
  return abs(a - b) <= max(1e-12, 1e-9 * abs(b))
}
