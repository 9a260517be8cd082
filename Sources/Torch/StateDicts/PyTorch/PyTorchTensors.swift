import Files

/// Makes tensors of what a file of `torch.save` says of them, checked against what it has.
struct PyTorchTensors {
  /// The most tensors of a state dict.
  private static let mostTensors = 1 << 17
  /// The longest name of a tensor, in bytes.
  private static let longestName = 512
  /// The most dimensions of a tensor.
  private static let mostDimensions = 64

  private let archive: PyTorchArchive
  private let file: OwnedBytes
  private let path: String
  /// Aligned copies of storages that the file does not align, by their numbers.
  private var copies: [Int: StorageCopy] = [:]

  init(_ archive: PyTorchArchive, file: OwnedBytes, path: String) {
    (self.archive, self.file, self.path) = (archive, file, path)
  }

  /// The tensors in `dictionary`, and why some cannot be had; what else is in it is passed over.
  mutating func tensors(
    of dictionary: PickleDictionary
  ) throws(PyTorchFileError) -> [String: Result<Tensor, PyTorchFileError>] {
    guard dictionary.entries.count <= Self.mostTensors else {
      throw malformed("its state dict has more than \(Self.mostTensors) entries")
    }
    var tensors: [String: Result<Tensor, PyTorchFileError>] = [:]
    for (key, value) in dictionary.entries {
      guard case .text(let range) = key else { continue }
      guard range.count <= Self.longestName, let name = archive.unpickler.cursor.text(range) else {
        throw malformed("its state dict has a name of \(range.count) bytes that is none")
      }
      switch value {
      case .tensor(let number):
        tensors[name] = try tensor(archive.unpickler.arena.tensors[number], name)
      case .object(let type): tensors[name] = foreignTensor(type, name).map { .failure($0) }
      default: continue
      }
    }
    return tensors
  }

  /// The error about a tensor of a kind that tensors here are not: quantized, sparse, in other formats.
  private func foreignTensor(_ type: Int, _ name: String) -> PyTorchFileError? {
    let type = archive.unpickler.arena.names[type]
    return type.contains("._rebuild_")
      ? unsupported("\(name) as a dense tensor", "one that \(type) makes") : nil
  }

  private mutating func tensor(
    _ tensor: PickleTensor, _ name: String
  ) throws(PyTorchFileError) -> Result<Tensor, PyTorchFileError> {
    let storage = archive.unpickler.arena.storages[tensor.storage]
    guard let dtype = archive.unpickler.dtype(of: storage) else {
      let types = DType.allCases.map(\.rawValue).joined(separator: ", ")
      return .failure(
        unsupported(
          "\(name) with elements of one of the types \(types)",
          archive.unpickler.arena.names[storage.type]))
    }
    guard let shape = sizes(tensor.shape), let strides = sizes(tensor.strides),
      shape.count == strides.count
    else { throw malformed("the tensor \(name) has a shape or strides that cannot be") }
    guard let extent = Extent(shape, strides, offset: tensor.offset, dtype),
      extent.end <= storage.count
    else {
      throw malformed(
        "the tensor \(name) of shape \(shape), strides \(strides) and offset \(tensor.offset) does "
          + "not fit its storage of \(storage.count) elements")
    }
    let byteCount = storage.count.multipliedReportingOverflow(by: dtype.byteCount)
    guard let bytes = archive.storages[tensor.storage], !byteCount.overflow,
      bytes.count == byteCount.partialValue
    else {
      throw malformed(
        "the storage of the tensor \(name) has \(archive.storages[tensor.storage]?.count ?? 0) bytes, "
          + "expected \(storage.count) elements of \(dtype.byteCount)")
    }
    // Of a tensor whose strides repeat elements: no copy of it shall be larger than the file.
    guard extent.byteCount <= file.bytes.count else {
      throw malformed("the tensor \(name) of shape \(shape) has more elements than the file")
    }
    guard !shape.contains(0) else {
      return .success(withoutGrad { Tensor.zeros(shape, dtype: dtype) })
    }
    return .success(view(of: bytes, number: tensor.storage, tensor.offset, shape, strides, dtype))
  }

  private mutating func view(
    of bytes: UnsafeMutableRawBufferPointer, number: Int, _ offset: Int, _ shape: [Int],
    _ strides: [Int], _ dtype: DType
  ) -> Tensor {
    var (bytes, owner): (UnsafeMutableRawBufferPointer, AnyObject) = (bytes, file)
    if Int(bitPattern: bytes.baseAddress) % dtype.byteCount != 0 {
      let copy = copies[number] ?? StorageCopy(bytes)
      copies[number] = copy
      (bytes, owner) = (copy.bytes, copy)
    }
    let start = UnsafeMutableRawBufferPointer(rebasing: bytes[(offset * dtype.byteCount)...])
    return Tensor(viewing: start, shape: shape, strides: strides, dtype: dtype, keeping: owner)
  }

  /// The numbers of a tuple; `nil` where one is negative or there are too many.
  private func sizes(_ tuple: Range<Int>) -> [Int]? {
    guard tuple.count <= Self.mostDimensions else { return nil }
    var sizes: [Int] = []
    for place in tuple {
      guard case .integer(let size) = archive.unpickler.arena.elements[place], size >= 0 else {
        return nil
      }
      sizes.append(size)
    }
    return sizes
  }

  private func malformed(_ reason: String) -> PyTorchFileError {
    .malformed(path: path, reason: reason)
  }

  private func unsupported(_ expected: String, _ found: String) -> PyTorchFileError {
    .unsupported(path: path, expected: expected, found: found)
  }
}

/// A storage in memory of its own.
private final class StorageCopy {
  let bytes: UnsafeMutableRawBufferPointer

  init(_ source: UnsafeMutableRawBufferPointer) {
    bytes = .allocate(byteCount: source.count, alignment: 16)
    bytes.copyMemory(from: UnsafeRawBufferPointer(source))
  }

  deinit { bytes.deallocate() }
}

/// What of its storage a tensor reaches.
private struct Extent {
  /// One more than the last element, counted from the storage's start.
  let end: Int
  /// The bytes of a dense copy.
  let byteCount: Int

  /// `nil` where a number is too large for an address, or the offset is negative.
  init?(_ shape: [Int], _ strides: [Int], offset: Int, _ dtype: DType) {
    guard offset >= 0 else { return nil }
    var last = offset
    var bytes = dtype.byteCount
    for (size, stride) in zip(shape, strides) {
      let (reach, overflow) = max(size - 1, 0).multipliedReportingOverflow(by: stride)
      let (sum, sumOverflow) = last.addingReportingOverflow(reach)
      let (product, productOverflow) = bytes.multipliedReportingOverflow(by: max(size, 1))
      guard !overflow, !sumOverflow, !productOverflow, sum < .max else { return nil }
      (last, bytes) = (sum, product)
    }
    let isEmpty = shape.contains(0)
    end = isEmpty ? 0 : last + 1
    byteCount = isEmpty ? 0 : bytes
  }
}
