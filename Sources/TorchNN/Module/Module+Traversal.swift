public import Torch

extension Module {
  /// Every parameter once, in the order of declaration; one that stands in two places has the name
  /// of the first.
  public var namedParameters: [Named<Parameter>] { unique(leaves(of: self)) }

  /// Every buffer once, in the order of declaration.
  public var namedBuffers: [Named<Buffer>] { unique(leaves(of: self)) }

  /// Every generator that the module draws from while it runs, each once.
  public var namedGenerators: [Named<Generator>] { unique(leaves(of: self)) }

  /// Every parameter once.
  public var parameters: [Parameter] { namedParameters.map(\.value) }

  /// Every module under this one, this one first.
  public var namedModules: [Named<any Module>] { leaves(of: self) }

  /// Whether the module is being trained; takes the mode to every part that has one.
  public func setTraining(_ isTraining: Bool) {
    let parts: [Named<any ModeDependent>] = leaves(of: self)
    for part in parts { part.value.isTraining = isTraining }
  }

  /// Moves every parameter and buffer to a device, an element type or a memory format, in place.
  ///
  /// Integers keep their type, and only tensors of rank 4 have a channels-last format. The generators that the module
  /// draws from move to the device too, see `Generator.move(to:)`: masks of dropout are drawn where they are used.
  public func move(
    to device: Device? = nil, dtype: DType? = nil, memoryFormat: MemoryFormat? = nil
  ) {
    for parameter in parameters {
      parameter.move(to: device, dtype: dtype, memoryFormat: memoryFormat)
    }
    for buffer in namedBuffers {
      buffer.value.move(to: device, dtype: dtype, memoryFormat: memoryFormat)
    }
    if let device { for generator in namedGenerators { generator.value.move(to: device) } }
  }

  /// Forgets the gradients of all parameters.
  public func zeroGrad() { for parameter in parameters { parameter.grad = nil } }

  private func unique<Leaf: AnyObject>(_ leaves: [Named<Leaf>]) -> [Named<Leaf>] {
    var seen = Set<ObjectIdentifier>()
    return leaves.filter { seen.insert(ObjectIdentifier($0.value)).inserted }
  }
}

/// Everything of type `Leaf` in `value`, in the order of declaration, with its dotted path.
func leaves<Leaf>(of value: Any, at path: String = "") -> [Named<Leaf>] {
  var found: [Named<Leaf>] = []
  let mirror = Mirror(reflecting: value)
  let isOptional = mirror.displayStyle == .optional
  // An optional would pass for what it holds, which then would be found twice.
  if !isOptional, let leaf = value as? Leaf { found.append(Named(path, leaf)) }
  let isOpen = isOptional || mirror.displayStyle == .collection || value is any Module
  guard isOpen else { return found }
  for part in parts(of: value, mirror, at: path) { found += leaves(of: part.value, at: part.name) }
  return found
}

/// What `value` holds directly, each with its dotted path.
func parts(of value: Any, _ mirror: Mirror, at path: String) -> [Named<Any>] {
  let isTransparent = mirror.displayStyle == .optional || value is any Container
  return mirror.children.enumerated().map { index, child in
    let label = isTransparent ? "" : child.label.map(snakeCase) ?? String(index)
    let name = path.isEmpty || label.isEmpty ? path + label : "\(path).\(label)"
    return Named(name, child.value)
  }
}

/// `runningMean` as `running_mean`.
func snakeCase(_ name: String) -> String {
  name.reduce(into: "") { result, letter in
    if letter.isUppercase && !result.isEmpty { result.append("_") }
    result += letter.lowercased()
  }
}
