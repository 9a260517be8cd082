extension Unpickler {
  private static let dtypes: [String: DType] = [
    "torch.ByteStorage": .uint8, "torch.CharStorage": .int8, "torch.ShortStorage": .int16,
    "torch.IntStorage": .int32, "torch.LongStorage": .int64, "torch.HalfStorage": .float16,
    "torch.FloatStorage": .float32, "torch.DoubleStorage": .float64,
    "torch.BFloat16Storage": .bfloat16, "torch.BoolStorage": .bool,
  ]
  /// The sizes of elements that tensors here do not have.
  private static let otherByteCounts = [
    "torch.ComplexFloatStorage": 8, "torch.ComplexDoubleStorage": 16, "torch.QInt8Storage": 1,
    "torch.QUInt8Storage": 1, "torch.QInt32Storage": 4, "torch.UntypedStorage": 1,
  ]

  /// The type of a storage's elements; `nil` where tensors here have no such type.
  func dtype(of storage: PickleStorage) -> DType? {
    Self.dtypes[arena.names[storage.type]]
  }

  /// The size of a storage's elements; `nil` where it is not known.
  func elementByteCount(of storage: PickleStorage) -> Int? {
    dtype(of: storage)?.byteCount ?? Self.otherByteCounts[arena.names[storage.type]]
  }
}
