import CTorch
import Glibc

extension Tensor {
  /// A tensor of `shape` that takes over memory without copying it.
  ///
  /// The memory must come from `malloc` (`UnsafeMutableRawBufferPointer.allocate(byteCount:alignment:)`
  /// with an alignment of at most 16 is that too) and is freed when the last tensor on it goes.
  ///
  /// - Parameters:
  ///   - bytes: the elements in the order of `memoryFormat`; exactly as many as `shape` says.
  ///   - shape: `[N, C, H, W]` where the format is channels-last.
  ///   - dtype: the type of the elements.
  ///   - memoryFormat: the order in which the elements lie.
  public convenience init(
    adopting bytes: UnsafeMutableRawBufferPointer, shape: [Int], dtype: DType,
    memoryFormat: MemoryFormat = .contiguous
  ) {
    self.init(
      bytes: bytes, shape: shape, dtype: dtype, memoryFormat: memoryFormat,
      release: { free($0) }, context: bytes.baseAddress)
  }

  /// A tensor on memory that `owner` keeps alive; nothing is copied.
  ///
  /// - Parameters:
  ///   - bytes: the elements; exactly as many as `shape` says.
  ///   - shape: the size of every dimension.
  ///   - dtype: the type of the elements.
  ///   - memoryFormat: the order in which the elements lie.
  ///   - owner: held until the last tensor on the memory goes.
  public convenience init(
    viewing bytes: UnsafeMutableRawBufferPointer, shape: [Int], dtype: DType,
    memoryFormat: MemoryFormat = .contiguous, keeping owner: AnyObject
  ) {
    self.init(
      bytes: bytes, shape: shape, dtype: dtype, memoryFormat: memoryFormat,
      release: { context in
        if let context { Unmanaged<AnyObject>.fromOpaque(context).release() }
      }, context: Unmanaged.passRetained(owner).toOpaque())
  }

  /// A tensor on memory that `owner` keeps alive, with a distance between neighbors for every dimension.
  ///
  /// Whoever calls this has checked that the last element lies within `bytes`.
  convenience init(
    viewing bytes: UnsafeMutableRawBufferPointer, shape: [Int], strides: [Int], dtype: DType,
    keeping owner: AnyObject
  ) {
    var result: CTTensor?
    require(
      ct_adopt(
        bytes.baseAddress, shape.map(Int64.init), strides.map(Int64.init), Int64(shape.count),
        dtype.code,
        { context in
          if let context { Unmanaged<AnyObject>.fromOpaque(context).release() }
        }, Unmanaged.passRetained(owner).toOpaque(), &result))
    self.init(owning: unwrap(result))
  }

  private convenience init(
    bytes: UnsafeMutableRawBufferPointer, shape: [Int], dtype: DType, memoryFormat: MemoryFormat,
    release: @convention(c) (UnsafeMutableRawPointer?) -> Void, context: UnsafeMutableRawPointer?
  ) {
    let needed = shape.reduce(1, *) * dtype.byteCount
    expect(
      bytes.count == needed, "\(dtype)\(shape) needs \(needed) bytes, found \(bytes.count)")
    var result: CTTensor?
    require(
      ct_adopt(
        bytes.baseAddress, shape.map(Int64.init), memoryFormat.strides(of: shape).map(Int64.init),
        Int64(shape.count), dtype.code, release, context, &result))
    self.init(owning: unwrap(result))
  }

  /// A tensor with a copy of `elements`, row by row.
  convenience init<Element: TensorElement>(copying elements: [Element], shape: [Int]) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: elements.count * MemoryLayout<Element>.stride, alignment: 16)
    elements.withUnsafeBytes { buffer.copyMemory(from: $0) }
    self.init(adopting: buffer, shape: shape, dtype: Element.dtype)
  }

  /// The single element of a tensor of one element, as a double; waits for the device.
  public var item: Double {
    var result = 0.0
    require(ct_item_double(handle, &result))
    return result
  }

  /// The single element of a tensor of one element, as an integer; waits for the device.
  public var intItem: Int {
    var result: Int64 = 0
    require(ct_item_int(handle, &result))
    return Int(result)
  }

  /// The elements, row by row, converted to `Element` where they are of another type.
  public func array<Element: TensorElement>(of type: Element.Type = Element.self) -> [Element] {
    withoutGrad { to(.cpu).to(Element.dtype).contiguous() }.withBytes { bytes in
      Array(bytes.bindMemory(to: Element.self))
    }
  }

  /// Gives `body` the elements' bytes in memory order, without a copy.
  ///
  /// The tensor must be dense in one of the memory formats and on the CPU.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    expect(device == .cpu, "the bytes of a tensor on \(device) are out of reach")
    expect(
      isContiguous() || (rank == 4 && isContiguous(.channelsLast)),
      "the bytes of a tensor with gaps: make it contiguous first")
    var data: UnsafeMutableRawPointer?
    require(ct_data(handle, &data))
    let result = try body(
      UnsafeMutableRawBufferPointer(start: data, count: count * dtype.byteCount))
    withExtendedLifetime(self) {}
    return result
  }
}
