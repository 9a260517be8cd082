public import Torch

/// Pickles written opcode by opcode, right or wrong, and the archives around them.
public struct PickleProgram {
  /// The opcodes, those of protocol 2.
  public private(set) var bytes: [UInt8] = [0x80, 2]

  /// An empty pickle, which lacks its end.
  public init() {}

  /// Adds these bytes.
  public mutating func emit(_ opcodes: UInt8...) { bytes += opcodes }

  /// Adds a byte for each of the text's scalars.
  public mutating func emit(_ opcodes: String) {
    bytes += opcodes.unicodeScalars.map { UInt8($0.value) }
  }

  /// Pushes a text.
  public mutating func text(_ text: String) {
    bytes.append(UInt8(ascii: "X"))
    append(UInt32(text.utf8.count))
    bytes += Array(text.utf8)
  }

  /// Pushes a whole number.
  public mutating func number(_ value: Int) {
    bytes += [0x8A, 8]
    append(Int64(value))
  }

  /// Pushes a tuple of whole numbers.
  public mutating func numbers(_ values: [Int]) {
    emit("(")
    for value in values { number(value) }
    emit("t")
  }

  /// Pushes a tensor of the storage `key`.
  public mutating func tensor(
    _ shape: [Int], strides: [Int], offset: Int = 0, key: String = "0", storageCount: Int,
    type: String = "FloatStorage"
  ) {
    emit("ctorch._utils\n_rebuild_tensor_v2\n((")
    text("storage")
    emit("ctorch\n\(type)\n")
    text(key)
    text("cpu")
    number(storageCount)
    emit("tQ")
    number(offset)
    numbers(shape)
    numbers(strides)
    emit(")tR")
  }

  private mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes += Array($0) }
  }

  /// A dictionary with one entry `a`, which `body` pushes, and more that it pushes as pairs.
  public static func stateDict(_ body: (inout PickleProgram) -> Void) -> PickleProgram {
    var program = PickleProgram()
    program.emit("}(")
    program.text("a")
    body(&program)
    program.emit("u.")
    return program
  }
}

/// A file of `torch.save` with these tensors, float32 or int64: a state dict, or a dictionary with a state
/// dict under `entry` and a number beside it.
public func saved(
  _ tensors: [(name: String, tensor: Tensor)], entry: String? = nil, prefix: String = ""
) -> [UInt8] {
  var program = PickleProgram()
  var storages: [String: [UInt8]] = [:]
  if let entry {
    program.emit("}(")
    program.text("epoch")
    program.number(3)
    program.text(entry)
  }
  program.emit("}(")
  for (number, (name, tensor)) in tensors.enumerated() {
    let dense = withoutGrad { tensor.contiguous() }
    program.text(prefix + name)
    program.tensor(
      dense.shape, strides: dense.strides, key: "\(number)", storageCount: dense.count,
      type: dense.dtype == .int64 ? "LongStorage" : "FloatStorage")
    storages["\(number)"] = TestSupport.bytes(of: dense)
  }
  program.emit(entry == nil ? "u." : "uu.")
  return saved(program, storages)
}

/// A file of `torch.save` with this pickle and these storages.
public func saved(_ program: PickleProgram, _ storages: [String: [UInt8]] = [:]) -> [UInt8] {
  zip(
    [("file/data.pkl", program.bytes), ("file/byteorder", Array("little".utf8))]
      + storages.sorted { $0.key < $1.key }.map { ("file/data/" + $0.key, $0.value) })
}

/// A zip archive of these records, uncompressed and without checksums.
public func zip(_ records: [(name: String, bytes: [UInt8])], comment: String = "") -> [UInt8] {
  var archive: [UInt8] = []
  var directory: [UInt8] = []
  func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
  for (name, bytes) in records {
    let offset = archive.count
    let common =
      number(0, 12) + number(bytes.count, 4) + number(bytes.count, 4) + number(name.utf8.count, 2)
    archive +=
      [0x50, 0x4B, 3, 4] + number(20, 2) + common + number(0, 2) + Array(name.utf8) + bytes
    directory +=
      [0x50, 0x4B, 1, 2] + number(20, 2) + number(20, 2) + common + number(0, 12)
      + number(offset, 4) + Array(name.utf8)
  }
  let end = number(0, 4) + number(records.count, 2) + number(records.count, 2)
  return archive + directory + [0x50, 0x4B, 5, 6] + end + number(directory.count, 4)
    + number(archive.count, 4) + number(comment.utf8.count, 2) + Array(comment.utf8)
}
