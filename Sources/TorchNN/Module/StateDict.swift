import Files
public import Torch

/// What of a set of named tensors does not fit a module.
public struct StateDictMismatch: Error, Equatable, CustomStringConvertible {
  /// A tensor whose shape is not the module's.
  public struct Shape: Equatable, Sendable {
    /// The tensor's name.
    public let name: String
    /// The module's shape.
    public let expected: [Int]
    /// The tensor's shape.
    public let found: [Int]
  }

  /// A tensor whose elements are of another kind than the module's.
  public struct Kind: Equatable, Sendable {
    /// The tensor's name.
    public let name: String
    /// The module's type of elements.
    public let expected: DType
    /// The tensor's type of elements.
    public let found: DType
  }

  /// Names that the module has and the tensors lack.
  public var missing: [String] = []
  /// Names that the module does not have.
  public var unexpected: [String] = []
  /// Names whose shapes differ.
  public var reshaped: [Shape] = []
  /// Names whose elements are no numbers of the module's kind: weights that are whole numbers or truth
  /// values, counts that are truth values.
  public var retyped: [Kind] = []

  var isEmpty: Bool {
    missing.isEmpty && unexpected.isEmpty && reshaped.isEmpty && retyped.isEmpty
  }

  /// The names, a few of each kind.
  public var description: String {
    func some(_ names: [String]) -> String {
      names.prefix(5).map(\.shown).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
    }
    var parts: [String] = []
    if !missing.isEmpty { parts.append("\(missing.count) keys missing (\(some(missing)))") }
    if !unexpected.isEmpty {
      parts.append("\(unexpected.count) keys unexpected (\(some(unexpected)))")
    }
    if !reshaped.isEmpty {
      let names = reshaped.map { "\($0.name): expected \($0.expected), found \($0.found)" }
      parts.append("\(reshaped.count) of another shape (\(some(names)))")
    }
    if !retyped.isEmpty {
      let names = retyped.map { "\($0.name): expected \($0.expected), found \($0.found)" }
      parts.append("\(retyped.count) of another type (\(some(names)))")
    }
    return parts.joined(separator: "; ")
  }
}

extension Module {
  /// Every parameter and buffer with its name, module by module: the order of PyTorch's state dict.
  public var stateDict: [(name: String, tensor: Tensor)] {
    namedModules.flatMap { module in
      let parameters: [Named<Parameter>] = ownLeaves(of: module)
      let buffers: [Named<Buffer>] = ownLeaves(of: module)
      return parameters.map { ($0.name, $0.value as Tensor) }
        + buffers.map { ($0.name, $0.value as Tensor) }
    }
  }

  /// Overwrites every parameter and buffer with the tensor of its name.
  ///
  /// All or nothing: when ``check(stateDict:)`` throws, nothing is written.
  public func load(stateDict tensors: [String: Tensor]) throws(StateDictMismatch) {
    try check(stateDict: tensors)
    for (name, tensor) in stateDict {
      if let source = tensors[name] { tensor.load(source) }
    }
  }

  /// The names that a state dict must have: all but the counters that batch norm keeps, which older files
  /// lack.
  public var requiredNames: [String] {
    stateDict.map(\.name).filter { !$0.hasSuffix("num_batches_tracked") }
  }

  /// Checks that there is a tensor for every required name and none for others, that each has the shape
  /// of the module's, and that its elements are numbers of the same kind: floating-point ones for weights.
  public func check(stateDict tensors: [String: Tensor]) throws(StateDictMismatch) {
    let own = stateDict
    var mismatch = StateDictMismatch()
    mismatch.missing = requiredNames.filter { tensors[$0] == nil }
    for (name, tensor) in own {
      guard let source = tensors[name] else { continue }
      if source.shape != tensor.shape {
        mismatch.reshaped.append(.init(name: name, expected: tensor.shape, found: source.shape))
      }
      let isKind = source.dtype.isFloatingPoint || !tensor.dtype.isFloatingPoint
      if !isKind || (source.dtype == .bool && tensor.dtype != .bool) {
        mismatch.retyped.append(.init(name: name, expected: tensor.dtype, found: source.dtype))
      }
    }
    mismatch.unexpected = Set(tensors.keys).subtracting(own.map(\.name)).sorted()
    guard mismatch.isEmpty else { throw mismatch }
  }
}

/// The parameters or buffers that `module` holds itself, not through another module.
func ownLeaves<Leaf: Tensor>(of module: Named<any Module>) -> [Named<Leaf>] {
  parts(of: module.value, Mirror(reflecting: module.value), at: module.name)
    .flatMap { part -> [Named<Leaf>] in
      isOrHoldsModule(part.value) ? [] : leaves(of: part.value, at: part.name)
    }
}

private func isOrHoldsModule(_ value: Any) -> Bool {
  if value is any Module { return true }
  let found: [Named<any Module>] = leaves(of: value)
  return !found.isEmpty
}
