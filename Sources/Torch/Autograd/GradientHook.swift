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
}
