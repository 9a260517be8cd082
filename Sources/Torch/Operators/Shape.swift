private enum Ops {
  static let clone = Operator("aten::clone")
  static let detach = Operator("aten::detach")
  static let contiguous = Operator("aten::contiguous")
  static let toDType = Operator("aten::to", overload: "dtype")
  static let toDevice = Operator("aten::to", overload: "device")
  static let copy = Operator("aten::copy_")
  static let pin = Operator("aten::pin_memory")
  static let reshape = Operator("aten::reshape")
  static let flatten = Operator("aten::flatten", overload: "using_ints")
  static let unflatten = Operator("aten::unflatten", overload: "int")
  static let permute = Operator("aten::permute")
  static let transpose = Operator("aten::transpose", overload: "int")
  static let narrow = Operator("aten::narrow")
  static let select = Operator("aten::select", overload: "int")
  static let indexSelect = Operator("aten::index_select")
  static let index = Operator("aten::index", overload: "Tensor")
  static let cat = Operator("aten::cat")
  static let stack = Operator("aten::stack")
  static let split = Operator("aten::split", overload: "Tensor")
  static let expand = Operator("aten::expand")
  static let unsqueeze = Operator("aten::unsqueeze")
  static let squeeze = Operator("aten::squeeze")
  static let squeezeDim = Operator("aten::squeeze", overload: "dim")
  static let flip = Operator("aten::flip")
  static let roll = Operator("aten::roll")
  static let tile = Operator("aten::tile")
  static let chunk = Operator("aten::chunk")
  static let unbind = Operator("aten::unbind", overload: "int")
  static let pad = Operator("aten::constant_pad_nd")
}

extension Tensor {
  /// A copy with storage of its own.
  public func clone() -> Tensor { Ops.clone(self) }
  /// The same storage, out of the autograd graph.
  public func detached() -> Tensor { Ops.detach(self) }
  /// This tensor if it is dense in `format`, else a copy that is.
  public func contiguous(_ format: MemoryFormat = .contiguous) -> Tensor {
    Ops.contiguous(self, format)
  }
  /// This tensor if it is of type `dtype`, else a converted copy.
  public func to(_ dtype: DType) -> Tensor { dtype == self.dtype ? self : Ops.toDType(self, dtype) }
  /// This tensor if it is on `device`, else a copy that is.
  public func to(_ device: Device) -> Tensor {
    device == self.device ? self : Ops.toDevice(self, device, dtype)
  }
  /// This tensor if it is on `device`, else a copy that is there when the device comes to use it.
  ///
  /// Nobody waits for the copy of a tensor in pinned memory; see ``pinned()``. Its memory must stay as it is until
  /// the device has come there.
  public func sent(to device: Device) -> Tensor {
    device == self.device ? self : Ops.toDevice(self, device, dtype, true)
  }
  /// A copy on the CPU in memory that the devices of this machine read and write by themselves, without anyone waiting.
  public func pinned() -> Tensor { Ops.pin(self) }
  /// Overwrites the elements in place with `source`'s, which is converted and broadcast.
  ///
  /// From a device to pinned memory it need not wait: the elements are there when the device has come to it.
  public func copy(from source: Tensor, waits: Bool = true) {
    Ops.copy.mutate(self, source, !waits)
  }

  /// The same elements in another shape; one size may be −1 and is then computed.
  public func reshaped(_ shape: [Int]) -> Tensor { Ops.reshape(self, shape) }
  /// Dimensions `start` to `end` joined into one.
  public func flattened(from start: Int = 0, to end: Int = -1) -> Tensor {
    Ops.flatten(self, start, end)
  }
  /// With a dimension of size 1 put in as dimension `dim`; shares the storage.
  public func unsqueezed(_ dim: Int) -> Tensor { Ops.unsqueeze(self, dim) }
  /// Without dimension `dim` if its size is 1; shares the storage.
  public func squeezed(_ dim: Int) -> Tensor { Ops.squeezeDim(self, dim) }
  /// Without all dimensions of size 1; shares the storage.
  public func squeezed() -> Tensor { Ops.squeeze(self) }
  /// Dimension `dim` split into dimensions of `sizes`.
  public func unflattened(_ dim: Int, into sizes: [Int]) -> Tensor {
    Ops.unflatten(self, dim, sizes)
  }
  /// The dimensions in the order of `dims`.
  public func permuted(_ dims: [Int]) -> Tensor { Ops.permute(self, dims) }
  /// Dimensions `a` and `b` exchanged.
  public func transposed(_ a: Int, _ b: Int) -> Tensor { Ops.transpose(self, a, b) }
  /// `count` entries along `dim`, from `start`; shares the storage.
  public func narrowed(_ dim: Int, from start: Int, count: Int) -> Tensor {
    Ops.narrow(self, dim, start, count)
  }
  /// Entry `index` along `dim`, which disappears; shares the storage.
  public func select(_ dim: Int, _ index: Int) -> Tensor { Ops.select(self, dim, index) }
  /// The entries along `dim` that `indices`, int64 of rank 1, names.
  public func indexSelect(_ dim: Int, _ indices: Tensor) -> Tensor {
    Ops.indexSelect(self, dim, indices)
  }
  /// The elements that tensors of indices name, one for each leading dimension; `nil` takes all.
  public func indexed(by indices: [Tensor?]) -> Tensor {
    Ops.index(self, OptionalTensorList(indices))
  }
  /// Repeats dimensions of size 1 up to `shape`, without a copy.
  public func expanded(_ shape: [Int]) -> Tensor { Ops.expand(self, shape) }
  /// With zeros around the last dimensions: as many on both sides of each as `widths` says, which
  /// stand in the order of the dimensions.
  public func padded(_ widths: [Int]) -> Tensor {
    Ops.pad(self, widths.reversed().flatMap { [$0, $0] }, 0.0)
  }
  /// Pieces of `size` along `dim`; the last may be smaller.
  public func split(_ size: Int, dim: Int = 0) -> [Tensor] { Ops.split.list(self, size, dim) }

  /// `count` pieces along `dim`, as equal as can be; where it does not divide, the last ones are smaller or missing.
  public func chunked(_ count: Int, dim: Int = 0) -> [Tensor] { Ops.chunk.list(self, count, dim) }
  /// The entries along `dim`, which disappears.
  public func unstacked(dim: Int = 0) -> [Tensor] { Ops.unbind.list(self, dim) }
  /// The entries along `dims` in reverse.
  public func flipped(_ dims: [Int]) -> Tensor { Ops.flip(self, dims) }
  /// The entries along `dim` moved by `shift`, those beyond the end to the start.
  public func rolled(_ shift: Int, dim: Int) -> Tensor { Ops.roll(self, [shift], [dim]) }
  /// Repeated as often along each dimension as `counts` says.
  public func tiled(_ counts: [Int]) -> Tensor { Ops.tile(self, counts) }

  /// `tensors` one after another along `dim`.
  public static func concatenated(_ tensors: [Tensor], dim: Int = 0) -> Tensor {
    Ops.cat(TensorList(tensors), dim)
  }
  /// `tensors`, all of one shape, along a new dimension `dim`.
  public static func stacked(_ tensors: [Tensor], dim: Int = 0) -> Tensor {
    Ops.stack(TensorList(tensors), dim)
  }
}
