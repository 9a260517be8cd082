import Glibc

/// How the numbers of one tensor are written: all of them alike, and equally wide.
enum NumberFormat {
  /// The elements of `tensor`, row by row, and their width.
  static func texts(of tensor: Tensor) -> (texts: [String], width: Int) {
    switch tensor.dtype {
    case .bool: aligned(tensor.array(of: Bool.self).map { $0 ? "True" : "False" })
    case let type where type.isFloatingPoint: floats(tensor.array(of: Double.self))
    default: aligned(tensor.array(of: Int.self).map { "\($0)" })
    }
  }

  private static func aligned(
    _ texts: [String], width: Int? = nil
  ) -> (texts: [String], width: Int) {
    let width = width ?? texts.map(\.count).max() ?? 1
    return (
      texts.map { String(repeating: " ", count: max(width - $0.count, 0)) + $0 }, width
    )
  }

  /// As whole numbers with a point where all are, scientifically where their sizes differ much, else with four digits.
  private static func floats(_ values: [Double]) -> (texts: [String], width: Int) {
    let counted = values.filter { $0.isFinite && $0 != 0 }
    let sizes = counted.map(abs)
    guard let least = sizes.min(), let most = sizes.max() else {
      return aligned(values.map(whole), width: 1)
    }
    let isScientific = most / least > 1000 || most > 1e8 || least < 1e-4
    let isWhole = counted.allSatisfy { $0 == $0.rounded(.up) }
    let write = isScientific ? scientific : isWhole ? whole : fixed
    // The width is that of the finite numbers but zero; others may stand out.
    return aligned(values.map(write), width: counted.map { write($0).count }.max())
  }

  private static func whole(_ value: Double) -> String {
    value.isFinite ? printed("%.0f.", value) : name(value)
  }
  private static func fixed(_ value: Double) -> String {
    value.isFinite ? printed("%.4f", value) : name(value)
  }
  private static func scientific(_ value: Double) -> String {
    value.isFinite ? printed("%.4e", value) : name(value)
  }

  private static func name(_ value: Double) -> String {
    value.isNaN ? "nan" : value > 0 ? "inf" : "-inf"
  }

  /// `value` as C writes it.
  private static func printed(_ format: String, _ value: Double) -> String {
    // The largest number has 309 digits.
    var bytes = [CChar](repeating: 0, count: 340)
    let count = withVaList([value]) { vsnprintf(&bytes, bytes.count, format, $0) }
    return String(decoding: bytes.prefix(Int(count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
