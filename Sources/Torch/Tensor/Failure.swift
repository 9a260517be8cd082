import CTorch

/// Stops the program with libtorch's message, and the place in the caller's code, if a call of the shim failed.
///
/// A wrong shape or type is a programmer's mistake; the command checks what users give before it
/// comes here.
func require(_ succeeded: Bool, _ context: @autoclosure () -> String = "") {
  guard succeeded else {
    let message = String(cString: ct_error())
    let context = context()
    fail("libtorch: " + (context.isEmpty ? message : "\(context): \(message)"))
  }
}

/// Stops the program with `message` and the place in the caller's code unless `isTrue`: for mistakes of those who call
/// the library.
package func expect(_ isTrue: Bool, _ message: @autoclosure () -> String) {
  if !isTrue { fail(message()) }
}

private func fail(_ message: String) -> Never {
  fatalError(message + (CallSite.ofLibrary().map { "\n  called at \($0)" } ?? ""))
}

/// The value of a handle that the shim has just promised.
func unwrap(_ handle: OpaquePointer?) -> OpaquePointer {
  guard let handle else { preconditionFailure("the shim returned no handle") }
  return handle
}
