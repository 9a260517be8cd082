import CTorch

/// A Swift value that the dispatcher accepts.
public protocol OperatorArgument {
  /// Appends the value to the arguments of the call being made on this thread.
  func push()
}

extension Tensor: OperatorArgument {
  /// Pushes a tensor.
  public func push() { ct_push_tensor(handle) }
}

extension Int: OperatorArgument {
  /// Pushes an integer, or a scalar.
  public func push() { ct_push_int(Int64(self)) }
}

extension Double: OperatorArgument {
  /// Pushes a floating-point number, or a scalar.
  public func push() { ct_push_double(self) }
}

extension Bool: OperatorArgument {
  /// Pushes a truth value.
  public func push() { ct_push_bool(self) }
}

extension String: OperatorArgument {
  /// Pushes a string.
  public func push() {
    var copy = self
    copy.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { ct_push_string($0.baseAddress, $0.count) }
    }
  }
}

extension DType: OperatorArgument {
  /// Pushes an element type.
  public func push() { ct_push_int(Int64(code)) }
}

extension MemoryFormat: OperatorArgument {
  /// Pushes a memory format.
  public func push() { ct_push_int(Int64(code)) }
}

extension Device: OperatorArgument {
  /// Pushes a device.
  public func push() { ct_push_device(code, index) }
}

extension Generator: OperatorArgument {
  /// Pushes a generator.
  public func push() { ct_push_generator(handle) }
}

extension Optional: OperatorArgument where Wrapped: OperatorArgument {
  /// Pushes the value, or none.
  public func push() {
    if let self { self.push() } else { ct_push_none() }
  }
}

extension Array: OperatorArgument where Element: OperatorListElement {
  /// Pushes a list.
  public func push() { Element.push(self) }
}

/// A Swift value of which the dispatcher accepts lists.
public protocol OperatorListElement {
  /// Appends `list` as one argument.
  static func push(_ list: [Self])
}

extension Int: OperatorListElement {
  /// Pushes a list of integers.
  public static func push(_ list: [Int]) {
    list.withUnsafeBufferPointer { ints in
      ints.withMemoryRebound(to: Int64.self) { ct_push_ints($0.baseAddress, $0.count) }
    }
  }
}

extension Double: OperatorListElement {
  /// Pushes a list of floating-point numbers.
  public static func push(_ list: [Double]) { ct_push_doubles(list, list.count) }
}

extension Bool: OperatorListElement {
  /// Pushes a list of truth values.
  public static func push(_ list: [Bool]) { ct_push_bools(list, list.count) }
}

/// A list of tensors as one argument; a class cannot itself say that its lists are arguments.
public struct TensorList: OperatorArgument {
  let tensors: [Tensor]

  /// The list of `tensors`.
  public init(_ tensors: [Tensor]) { self.tensors = tensors }

  /// Pushes a list of tensors.
  public func push() { ct_push_tensors(tensors.map { $0.handle }, tensors.count) }
}

/// A list of tensors some of which may be left out, as in indexing.
public struct OptionalTensorList: OperatorArgument {
  let tensors: [Tensor?]

  /// The list of `tensors`.
  public init(_ tensors: [Tensor?]) { self.tensors = tensors }

  /// Pushes a list of tensors or nones.
  public func push() { ct_push_optional_tensors(tensors.map { $0?.handle }, tensors.count) }
}
