import CTorch

/// A tensor that training changes, and that knows what it is to its layer.
public final class Parameter: Tensor {
  /// What a parameter is to the layer that owns it.
  public enum Role: Hashable, Sendable {
    /// A weight that sums over inputs, and which.
    case weight(FanIn)
    /// Added to an output.
    case bias
    /// Multiplied with a normalized output.
    case gain
    /// A row per symbol: looked up, not summed over.
    case embedding
    /// A row per position.
    case position
    /// An entry of a sequence that no input makes, such as a class token.
    case token
  }

  /// What the parameter is to its layer; may be set by hand, which then holds everywhere.
  public var role: Role

  /// What a layer makes of a weight before it multiplies inputs with it.
  public enum Use: Hashable, Sendable {
    /// Nothing.
    case asItIs
    /// For each output unit it subtracts the mean over the inputs and divides by the deviation, so
    /// the gradient's mean is zero.
    case standardized
    /// For each output unit it divides by the norm, and multiplies with a gain.
    case asDirection
  }

  /// What the layer makes of the parameter before it uses it; set by the layer.
  public var use = Use.asItIs

  /// What the user says about centralizing this parameter.
  public enum CentralizationTag: Hashable, Sendable {
    /// Over these inputs, whatever the role, the scope and the size.
    case always(FanIn)
    /// Not at all.
    case never
  }

  /// Set by hand, this wins over the role and over the optimizer's settings; `nil` by default.
  public var centralizationTag: CentralizationTag?

  /// The elements an output unit sums over; `nil` where the parameter has no inputs.
  public var fanIn: FanIn? {
    if case .weight(let fanIn) = role { fanIn } else { nil }
  }

  /// A parameter with a copy of `initial`.
  public init(_ initial: Tensor, _ role: Role) {
    self.role = role
    let copy = withoutGrad { initial.clone() }
    require(ct_set_requires_grad(copy.handle, true))
    super.init(sharing: copy)
  }
}

/// A tensor that is saved with its module but that training does not change.
public final class Buffer: Tensor {
  /// A buffer with a copy of `initial`.
  public init(_ initial: Tensor) {
    super.init(sharing: withoutGrad { initial.clone() })
  }
}

extension Tensor {
  /// Overwrites the elements in place with `source`'s, converting type and device.
  ///
  /// Traps unless both have the same shape.
  public func load(_ source: Tensor) {
    expect(shape == source.shape, "expected shape \(shape), found \(source.shape)")
    withoutGrad { copy(from: source) }
  }

  /// Moves this tensor in place to a device, an element type or a memory format.
  ///
  /// Whoever holds it sees it moved. A gradient does not move with it and is dropped.
  public func move(
    to device: Device? = nil, dtype: DType? = nil, memoryFormat: MemoryFormat? = nil
  ) {
    withoutGrad {
      var moved = Tensor(sharing: self).detached()
      if let device { moved = moved.to(device) }
      if let dtype, moved.dtype.isFloatingPoint { moved = moved.to(dtype) }
      if let memoryFormat, memoryFormat != .channelsLast || moved.rank == 4 {
        moved = moved.contiguous(memoryFormat)
      }
      grad = nil
      setData(moved)
    }
  }
}
