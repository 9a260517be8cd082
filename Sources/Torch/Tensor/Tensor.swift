import CTorch

/// A dense array of numbers on one device, with its place in the autograd graph.
///
/// A `Tensor` is a reference: copying the variable shares the storage, as in PyTorch. It is not
/// `Sendable`; a tensor that one thread makes may be handed to another, but not shared.
///
/// Shapes in this library are written with named letters, `[N, C, H, W]` for a batch of images.
/// A mistake in a shape or a type is a programmer's mistake and traps with libtorch's message.
public class Tensor {
  let handle: CTTensor

  /// Takes over one strong reference.
  init(owning handle: CTTensor) { self.handle = handle }

  /// Shares the storage, the gradient and the place in the graph of `tensor`.
  public init(sharing tensor: Tensor) { handle = unwrap(ct_retain(tensor.handle)) }

  deinit { ct_release(handle) }
}

extension Tensor {
  /// The number of dimensions.
  public var rank: Int { Int(ct_rank(handle)) }

  /// The size of every dimension.
  public var shape: [Int] { (0..<rank).map { size($0) } }

  /// The distance in elements between neighbors, for every dimension.
  public var strides: [Int] { (0..<rank).map { Int(ct_stride(handle, Int64($0))) } }

  /// The number of elements.
  public var count: Int { Int(ct_count(handle)) }

  /// The type of the elements.
  public var dtype: DType { DType(code: ct_dtype(handle)) }

  /// Where the elements lie.
  public var device: Device {
    var type: Int8 = 0
    var index: Int8 = 0
    ct_device(handle, &type, &index)
    return Device(code: type, index: index)
  }

  /// The size of dimension `dim`, which counts from the end when negative.
  public func size(_ dim: Int) -> Int {
    let dim = dim < 0 ? dim + rank : dim
    expect(dim >= 0 && dim < rank, "dimension \(dim) of a tensor of rank \(rank)")
    return Int(ct_size(handle, Int64(dim)))
  }

  /// Whether the elements lie densely in the order of `format`.
  public func isContiguous(_ format: MemoryFormat = .contiguous) -> Bool {
    ct_is_contiguous(handle, format.code)
  }

  /// Whether both are the same tensor: not equal values, but one object.
  public func isSame(as other: Tensor) -> Bool { ct_same(handle, other.handle) }

  /// Makes this tensor show `source`'s elements, for all who hold it; its gradient stays.
  ///
  /// How a module moves to a device or a memory format: the parameter stays the same object.
  func setData(_ source: Tensor) { require(ct_set_data(handle, source.handle)) }
}
