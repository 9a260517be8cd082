import CMatio

/// A variable of a file, with the memory that libmatio holds it in.
final class MATVariable {
  private let pointer: UnsafeMutablePointer<matvar_t>
  private let name: String

  init(_ pointer: UnsafeMutablePointer<matvar_t>, _ name: String) {
    (self.pointer, self.name) = (pointer, name)
  }

  deinit { Mat_VarFree(pointer) }

  /// Calls `body` with each value of the column: of `field`, or of the variable itself.
  func values(
    of field: String?, _ body: (MATValue) throws(MATError) -> Void
  ) throws(MATError) {
    let count = try Self.count(of: pointer, name)
    if let field {
      guard pointer.pointee.class_type == MAT_C_STRUCT else {
        throw MATError(reason: "'\(name)' is not an array of structures")
      }
      for index in 0..<count {
        guard let value = Mat_VarGetStructFieldByName(pointer, field, index) else {
          throw MATError(reason: "element \(index + 1) of '\(name)' has no field '\(field)'")
        }
        try body(try MATValue(value, "'\(name)/\(field)'"))
      }
    } else if pointer.pointee.class_type == MAT_C_CELL {
      guard count <= Int(Int32.max) else { throw MATError(reason: "'\(name)' is too large") }
      for index in 0..<count {
        guard let value = Mat_VarGetCell(pointer, Int32(index)) else {
          throw MATError(reason: "element \(index + 1) of '\(name)' is missing")
        }
        try body(try MATValue(value, "'\(name)'"))
      }
    } else {
      for index in 0..<count {
        try body(.number(try MATValue.number(pointer, at: index, count: count, "'\(name)'")))
      }
    }
  }

  /// The number of elements, the product of the dimensions.
  static func count(
    of variable: UnsafePointer<matvar_t>, _ name: String
  ) throws(MATError) -> Int {
    let value = variable.pointee
    guard value.rank >= 1, value.rank <= 32, let sizes = value.dims else {
      throw MATError(reason: "\(name) has no dimensions")
    }
    var count = 1
    for dim in 0..<Int(value.rank) {
      let (product, overflow) = count.multipliedReportingOverflow(by: Int(clamping: sizes[dim]))
      guard !overflow else { throw MATError(reason: "\(name) claims more elements than exist") }
      count = product
    }
    return count
  }
}
