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

  /// Names that the module has and the tensors lack.
  public var missing: [String] = []
  /// Names that the module does not have.
  public var unexpected: [String] = []
  /// Names whose shapes differ.
  public var reshaped: [Shape] = []

  var isEmpty: Bool { missing.isEmpty && unexpected.isEmpty && reshaped.isEmpty }

  /// The names, a few of each kind.
  public var description: String {
    func some(_ names: [String]) -> String {
      names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
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
  /// All or nothing: when a name or a shape does not fit, nothing is written. The counters that
  /// batch norm keeps may be missing, as they are in older files.
  public func load(stateDict tensors: [String: Tensor]) throws(StateDictMismatch) {
    let own = stateDict
    var mismatch = StateDictMismatch()
    for (name, tensor) in own {
      guard let source = tensors[name] else {
        if !name.hasSuffix("num_batches_tracked") { mismatch.missing.append(name) }
        continue
      }
      if source.shape != tensor.shape {
        mismatch.reshaped.append(.init(name: name, expected: tensor.shape, found: source.shape))
      }
    }
    mismatch.unexpected = Set(tensors.keys).subtracting(own.map(\.name)).sorted()
    guard mismatch.isEmpty else { throw mismatch }
    for (name, tensor) in own { if let source = tensors[name] { tensor.load(source) } }
  }
}

/// The parameters or buffers that `module` holds itself, not through another module.
private func ownLeaves<Leaf: Tensor>(of module: Named<any Module>) -> [Named<Leaf>] {
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
