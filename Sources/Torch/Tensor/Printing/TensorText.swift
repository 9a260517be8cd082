/// The values of a tensor as text.
///
/// Source: PyTorch, `torch/_tensor_str.py`, with the print options as they are by default.
struct TensorText {
  private static let threshold = 1000
  private static let edge = 3
  private static let lineWidth = 80

  /// The numbers that are shown, row by row, as text of one width.
  private let numbers: [String]
  /// How many of them there are along each dimension.
  private let shape: [Int]
  /// Along which dimensions those in the middle are left out.
  private let isCut: [Bool]
  private let width: Int

  /// The text of a tensor with elements.
  init(_ tensor: Tensor) {
    let isSummary = tensor.count > Self.threshold
    isCut = tensor.shape.map { isSummary && $0 > 2 * Self.edge }
    var shown = tensor.detached()
    for dim in isCut.indices where isCut[dim] {
      shown = .concatenated(
        [
          shown.narrowed(dim, from: 0, count: Self.edge),
          shown.narrowed(dim, from: shown.size(dim) - Self.edge, count: Self.edge),
        ], dim: dim)
    }
    shape = shown.shape
    (numbers, width) = NumberFormat.texts(of: shown)
  }

  /// The text, whose further lines begin behind `indent` blanks.
  func text(indent: Int) -> String {
    shape.isEmpty ? numbers[0] : text(dim: 0, from: 0, indent: indent)
  }

  private func text(dim: Int, from start: Int, indent: Int) -> String {
    guard dim + 1 < shape.count else { return line(from: start, indent: indent) }
    let stride = shape[(dim + 1)...].reduce(1, *)
    var parts = (0..<shape[dim]).map {
      text(dim: dim + 1, from: start + $0 * stride, indent: indent + 1)
    }
    if isCut[dim] { parts.insert("...", at: Self.edge) }
    let breaks = String(repeating: "\n", count: shape.count - dim - 1)
    return "[" + parts.joined(separator: "," + breaks + blanks(indent + 1)) + "]"
  }

  private func line(from start: Int, indent: Int) -> String {
    var parts = Array(numbers[start..<start + shape[shape.count - 1]])
    if isCut[isCut.count - 1] { parts.insert(" ...", at: Self.edge) }
    let perLine = max(1, (Self.lineWidth - indent) / (width + 2))
    let lines = stride(from: 0, to: parts.count, by: perLine).map {
      parts[$0..<min($0 + perLine, parts.count)].joined(separator: ", ")
    }
    return "[" + lines.joined(separator: ",\n" + blanks(indent + 1)) + "]"
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// `text` with `suffixes`, on further lines where the last one would be too long.
  static func joined(_ text: String, _ suffixes: [String], breaksFirst: Bool) -> String {
    let indent = text.prefix { $0 != "(" }.count + 1
    var (text, breaks) = (text, breaksFirst)
    var last = (text.split(separator: "\n").last?.count ?? 0) + 2
    for suffix in suffixes {
      if breaks || last + suffix.count + 2 > lineWidth {
        text += ",\n" + String(repeating: " ", count: indent) + suffix
        (last, breaks) = (indent + suffix.count, false)
      } else {
        text += ", " + suffix
        last += suffix.count + 2
      }
    }
    return text
  }
}
