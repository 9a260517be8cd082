import CTorch

extension Tensor {
  /// Whether operations on this tensor are recorded for ``backward(_:retainGraph:)``.
  public var requiresGrad: Bool {
    get { ct_requires_grad(handle) }
    set { require(ct_set_requires_grad(handle, newValue)) }
  }

  /// The gradient that backward passes have accumulated; `nil` before the first one.
  public var grad: Tensor? {
    get {
      var result: CTTensor?
      return ct_grad(handle, &result) ? Tensor(owning: unwrap(result)) : nil
    }
    set { ct_set_grad(handle, newValue?.handle) }
  }

  /// Whether ``grad`` is there; makes no tensor to find out.
  public var hasGrad: Bool { ct_has_grad(handle) }

  /// Adds the derivative of this tensor to the `grad` of every parameter that it was made from.
  ///
  /// - Parameters:
  ///   - gradient: the cotangent, of this tensor's shape; may be left out for a single element.
  ///   - retainGraph: keep what the pass needs, for a second one.
  public func backward(_ gradient: Tensor? = nil, retainGraph: Bool = false) {
    require(ct_backward(handle, gradient?.handle, retainGraph))
  }
}

/// Runs `body` without recording operations for a backward pass.
@discardableResult
public func withoutGrad<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  let previous = ct_grad_enabled()
  ct_set_grad_enabled(false)
  defer { ct_set_grad_enabled(previous) }
  return try body()
}
