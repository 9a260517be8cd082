/// Something in a module, with its dotted path.
public struct Named<Value> {
  /// The path from the root module, as in PyTorch's state dict.
  public let name: String
  /// What lies there.
  public let value: Value

  /// `value` under the path `name`.
  public init(_ name: String, _ value: Value) { (self.name, self.value) = (name, value) }
}

extension Named: Sendable where Value: Sendable {}
