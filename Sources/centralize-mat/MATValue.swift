import CMatio

/// A text or a whole number of a file.
enum MATValue {
  case text(String)
  case number(Int)

  /// The value of a variable that holds just one.
  init(_ variable: UnsafePointer<matvar_t>, _ name: String) throws(MATError) {
    let count = try MATVariable.count(of: variable, name)
    if variable.pointee.class_type == MAT_C_CHAR {
      self = .text(try Self.text(variable, count: count, name))
    } else {
      guard count == 1 else {
        throw MATError(reason: "\(name) has \(count) numbers where one is expected")
      }
      self = .number(try Self.number(variable, at: 0, count: count, name))
    }
  }

  /// Number `index` of a numeric array.
  static func number(
    _ variable: UnsafePointer<matvar_t>, at index: Int, count: Int, _ name: String
  ) throws(MATError) -> Int {
    let number: Int? =
      switch variable.pointee.class_type {
      case MAT_C_DOUBLE:
        try element(variable, index, count, name) { (x: Double) in Int(exactly: x) }
      case MAT_C_SINGLE: try element(variable, index, count, name) { (x: Float) in Int(exactly: x) }
      case MAT_C_INT8: try element(variable, index, count, name) { (x: Int8) in Int(x) }
      case MAT_C_UINT8: try element(variable, index, count, name) { (x: UInt8) in Int(x) }
      case MAT_C_INT16: try element(variable, index, count, name) { (x: Int16) in Int(x) }
      case MAT_C_UINT16: try element(variable, index, count, name) { (x: UInt16) in Int(x) }
      case MAT_C_INT32: try element(variable, index, count, name) { (x: Int32) in Int(x) }
      case MAT_C_UINT32: try element(variable, index, count, name) { (x: UInt32) in Int(x) }
      case MAT_C_INT64: try element(variable, index, count, name) { (x: Int64) in Int(x) }
      case MAT_C_UINT64:
        try element(variable, index, count, name) { (x: UInt64) in Int(exactly: x) }
      default: nil
      }
    guard let number else { throw MATError(reason: "\(name) is not all whole numbers") }
    return number
  }

  /// One element, once the memory has been seen to be that of `count` of them.
  private static func element<Scalar: BitwiseCopyable>(
    _ variable: UnsafePointer<matvar_t>, _ index: Int, _ count: Int, _ name: String,
    _ whole: (Scalar) -> Int?
  ) throws(MATError) -> Int? {
    let value = variable.pointee
    let size = MemoryLayout<Scalar>.size
    guard value.isComplex == 0, let data = value.data, value.nbytes / size >= count else {
      throw MATError(reason: "\(name) lacks some of its numbers")
    }
    return whole(data.loadUnaligned(fromByteOffset: index * size, as: Scalar.self))
  }

  private static func text(
    _ variable: UnsafePointer<matvar_t>, count: Int, _ name: String
  ) throws(MATError) -> String {
    let value = variable.pointee
    if count == 0 { return "" }
    guard value.rank == 2, value.dims[0] == 1 else {
      throw MATError(reason: "\(name) has a table of characters where one text is expected")
    }
    let width =
      switch value.data_type {
      case MAT_T_INT8, MAT_T_UINT8, MAT_T_UTF8: 1
      case MAT_T_INT16, MAT_T_UINT16, MAT_T_UTF16: 2
      default: 0
      }
    guard width > 0, let data = value.data, value.nbytes / width >= count else {
      throw MATError(reason: "\(name) lacks some of its characters")
    }
    // UTF-8 may take more bytes than there are characters.
    let units = value.data_type == MAT_T_UTF8 ? value.nbytes : count
    let bytes = UnsafeRawBufferPointer(start: data, count: units * width)
    let text =
      width == 1
      ? String(validating: bytes, as: UTF8.self)
      : String(
        validating: (0..<units).map {
          bytes.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self)
        },
        as: UTF16.self)
    guard let text, !text.utf8.contains(where: { $0 < 32 || $0 == 127 }) else {
      throw MATError(reason: "\(name) has characters that no name has")
    }
    return text
  }
}
