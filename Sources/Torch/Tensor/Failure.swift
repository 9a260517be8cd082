import CTorch

/// Stops the program with libtorch's message if a call of the shim failed.
///
/// A wrong shape or type is a programmer's mistake; the command checks what users give before it
/// comes here.
func require(
  _ succeeded: Bool, _ context: @autoclosure () -> String = "", file: StaticString = #fileID,
  line: UInt = #line
) {
  guard succeeded else {
    let message = String(cString: ct_error())
    let context = context()
    fatalError(
      "libtorch: " + (context.isEmpty ? message : "\(context): \(message)"), file: file, line: line)
  }
}

/// The value of a handle that the shim has just promised.
func unwrap(_ handle: OpaquePointer?) -> OpaquePointer {
  guard let handle else { preconditionFailure("the shim returned no handle") }
  return handle
}
