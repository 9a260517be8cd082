/// A Swift number that stands beside a tensor in arithmetic and comparisons.
///
/// It takes on the tensor's type, as in PyTorch: an integer leaves tensors of integers what they are, and makes
/// floating-point numbers no longer ones.
public protocol TensorScalar: OperatorArgument, ExpressibleByIntegerLiteral {}

extension Int: TensorScalar {}
extension Double: TensorScalar {}

extension Float: TensorScalar {
  /// Pushes a floating-point number, or a scalar.
  public func push() { Double(self).push() }
}
