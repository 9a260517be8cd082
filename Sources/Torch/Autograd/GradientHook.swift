import CTorch

extension Tensor {
  /// Calls `call(context)` whenever a backward pass has added to ``grad``, on the thread of the pass, before the pass
  /// goes on; `nil` removes that.
  ///
  /// One at a time. The context must live until the call is removed.
  package func setGradientHook(
    _ call: (@convention(c) (UnsafeMutableRawPointer?) -> Void)?,
    _ context: UnsafeMutableRawPointer? = nil
  ) {
    require(ct_set_gradient_hook(handle, call, context))
  }

  /// Has backward passes hand on the gradient of this tensor as `change` leaves it, in place.
  ///
  /// - Parameter change: is given a copy of the gradient, of this tensor's shape, on the thread of the pass.
  package func changeGradient(_ change: @escaping (Tensor) -> Void) {
    final class Change {
      let body: (Tensor) -> Void
      init(_ body: @escaping (Tensor) -> Void) { self.body = body }
    }
    let call: @convention(c) (UnsafeMutableRawPointer?, CTTensor?) -> Void = { context, gradient in
      guard let context, let gradient else { return }
      let change = Unmanaged<Change>.fromOpaque(context).takeUnretainedValue()
      withoutGrad { change.body(Tensor(owning: ct_retain(gradient))) }
    }
    let release: @convention(c) (UnsafeMutableRawPointer?) -> Void = { context in
      if let context { Unmanaged<Change>.fromOpaque(context).release() }
    }
    require(
      ct_change_gradient(handle, call, Unmanaged.passRetained(Change(change)).toOpaque(), release))
  }
}
