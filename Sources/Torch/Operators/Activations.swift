private enum Ops {
  static let relu = Operator("aten::relu")
  static let reluInPlace = Operator("aten::relu_")
  static let relu6 = Operator("aten::relu6")
  static let leakyReLU = Operator("aten::leaky_relu")
  static let elu = Operator("aten::elu")
  static let gelu = Operator("aten::gelu")
  static let silu = Operator("aten::silu")
  static let hardswish = Operator("aten::hardswish")
  static let sigmoid = Operator("aten::sigmoid")
  static let tanh = Operator("aten::tanh")
  static let softplus = Operator("aten::softplus")
  static let softmax = Operator("aten::softmax", overload: "int")
  static let logSoftmax = Operator("aten::log_softmax", overload: "int")
}

extension Tensor {
  /// `max(x, 0)`.
  public func relu() -> Tensor { Ops.relu(self) }
  /// Sets negative elements to zero in place; saves the memory of a copy in a network's forward pass.
  public func rectify() { Ops.reluInPlace.mutate(self) }
  /// `min(max(x, 0), 6)`.
  public func relu6() -> Tensor { Ops.relu6(self) }
  /// `x` where positive, else `slope · x`.
  public func leakyReLU(_ slope: Double = 0.01) -> Tensor { Ops.leakyReLU(self, slope) }
  /// `x` where positive, else `alpha · (eˣ − 1)`.
  public func elu(_ alpha: Double = 1) -> Tensor { Ops.elu(self, alpha) }
  /// `x · Φ(x)` with the normal distribution function; `approximate: "tanh"` for the approximation.
  public func gelu(approximate: String = "none") -> Tensor { Ops.gelu(self, approximate) }
  /// `x · sigmoid(x)`.
  public func silu() -> Tensor { Ops.silu(self) }
  /// `x · min(max(x + 3, 0), 6) / 6`.
  public func hardswish() -> Tensor { Ops.hardswish(self) }
  /// `1 / (1 + e⁻ˣ)`.
  public func sigmoid() -> Tensor { Ops.sigmoid(self) }
  /// The hyperbolic tangent.
  public func tanh() -> Tensor { Ops.tanh(self) }
  /// `log(1 + eˣ)`.
  public func softplus() -> Tensor { Ops.softplus(self) }
  /// Exponentials along `dim`, scaled to the sum 1.
  public func softmax(_ dim: Int) -> Tensor { Ops.softmax(self, dim) }
  /// The logarithm of ``softmax(_:)``.
  public func logSoftmax(_ dim: Int) -> Tensor { Ops.logSoftmax(self, dim) }
}
