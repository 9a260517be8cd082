import CTorch

/// One entry of libtorch's dispatcher, such as `aten::conv2d`, called with Swift values.
///
/// Arguments come in the schema's order; those left out at the end take the schema's defaults.
/// A wrong argument traps with libtorch's message.
///
///     let conv2d = Operator("aten::conv2d")
///     let y = conv2d(x, weight, bias, [1, 1], [0, 0])
///
/// An operator of one's own is registered with `TORCH_LIBRARY` and called by name the same way.
public struct Operator: @unchecked Sendable {
  // Unchecked: the handle is never written after `init`, and what it points at lives for ever.
  private let handle: CTOperator

  /// The name in the dispatcher.
  public let name: String

  /// Looks the operator up; traps if this libtorch has no such name.
  public init(_ name: String, overload: String = "") {
    var found: CTOperator?
    require(ct_find(name, overload, &found), name)
    handle = unwrap(found)
    self.name = name
  }

  /// The operator's declaration in libtorch's schema language.
  public var schema: String { String(cString: ct_schema(handle)) }

  /// The declaration of an operator that this libtorch may have.
  static func schema(of name: String, overload: String) -> String? {
    var found: CTOperator?
    return ct_find(name, overload, &found) ? String(cString: ct_schema(unwrap(found))) : nil
  }

  /// Calls an operator that returns one tensor.
  public func callAsFunction<each Argument: OperatorArgument>(
    _ arguments: repeat each Argument
  ) -> Tensor {
    repeat (each arguments).push()
    Operator.note()
    var result: CTTensor?
    require(ct_call(handle, &result, 1), name)
    let tensor = Tensor(owning: unwrap(result))
    if let observe = Operator.observer {
      observe(OperatorCall(name, list(of: repeat each arguments), [tensor]))
    }
    return tensor
  }

  /// Calls an operator that returns exactly `count` tensors.
  public func results<each Argument: OperatorArgument>(
    _ count: Int, _ arguments: repeat each Argument
  ) -> [Tensor] {
    repeat (each arguments).push()
    Operator.note()
    var handles = [CTTensor?](repeating: nil, count: count)
    require(ct_call(handle, &handles, count), name)
    let tensors = handles.map { Tensor(owning: unwrap($0)) }
    if let observe = Operator.observer {
      observe(OperatorCall(name, list(of: repeat each arguments), tensors))
    }
    return tensors
  }

  /// Calls an operator that returns a list of tensors.
  public func list<each Argument: OperatorArgument>(_ arguments: repeat each Argument) -> [Tensor] {
    repeat (each arguments).push()
    Operator.note()
    var count = 0
    require(ct_call_list(handle, &count), name)
    var handles = [CTTensor?](repeating: nil, count: count)
    ct_take(&handles)
    return handles.map { Tensor(owning: unwrap($0)) }
  }

  /// Calls an operator that returns one number or truth value; waits for the device.
  public func number<each Argument: OperatorArgument>(_ arguments: repeat each Argument) -> Double {
    repeat (each arguments).push()
    Operator.note()
    var result = 0.0
    require(ct_call_number(handle, &result), name)
    return result
  }

  /// Calls an operator for what it writes to its arguments.
  public func mutate<each Argument: OperatorArgument>(_ arguments: repeat each Argument) {
    repeat (each arguments).push()
    Operator.note()
    require(ct_call_discarding(handle), name)
  }

  /// Calls an operator for what it writes to its arguments, where its failure is no programmer's mistake.
  ///
  /// - Throws: `OperatorFailure` with libtorch's message.
  package func attempt<each Argument: OperatorArgument>(
    _ arguments: repeat each Argument
  ) throws(OperatorFailure) {
    repeat (each arguments).push()
    Operator.note()
    if !ct_call_discarding(handle) { throw OperatorFailure() }
  }

  /// Calls an operator that returns one tensor, where its failure is no programmer's mistake.
  ///
  /// - Throws: `OperatorFailure` with libtorch's message.
  package func attemptResult<each Argument: OperatorArgument>(
    _ arguments: repeat each Argument
  ) throws(OperatorFailure) -> Tensor {
    repeat (each arguments).push()
    Operator.note()
    var result: CTTensor?
    guard ct_call(handle, &result, 1) else { throw OperatorFailure() }
    return Tensor(owning: unwrap(result))
  }
}
