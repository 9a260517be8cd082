/// What a `segmentation` says, before it is a mask.
enum Shape {
  case polygons([[Double]])
  case text(Range<Int>, hasEscapes: Bool, height: Int, width: Int)
  case counts([Int], height: Int, width: Int)
  /// None of these; a reason as the end of a sentence.
  case other(String)

  /// Reads a `segmentation`.
  init(_ scanner: inout JSONScanner) throws(JSONProblem) {
    if scanner.take(UInt8(ascii: "[")) {
      self = try Self.polygons(&scanner)
    } else if scanner.take(UInt8(ascii: "{")) {
      self = try Self.runs(&scanner)
    } else {
      try scanner.pass()
      self = .other("a segmentation that is neither polygons nor run lengths")
    }
  }

  private static func polygons(_ scanner: inout JSONScanner) throws(JSONProblem) -> Shape {
    var (polygons, isFirst, isRight): ([[Double]], Bool, Bool) = ([], true, true)
    while try scanner.element(&isFirst) {
      guard scanner.take(UInt8(ascii: "[")) else {
        try scanner.pass()
        isRight = false
        continue
      }
      var (polygon, isFirstNumber): ([Double], Bool) = ([], true)
      while try scanner.element(&isFirstNumber) {
        if let number = try scanner.number() {
          polygon.append(number.value)
        } else {
          isRight = false
        }
      }
      polygons.append(polygon)
    }
    return isRight ? .polygons(polygons) : .other("a polygon that is no list of numbers")
  }

  private static func runs(_ scanner: inout JSONScanner) throws(JSONProblem) -> Shape {
    var isFirst = true
    var (size, counts): ([Int]?, [Int]?) = (nil, nil)
    var text: (range: Range<Int>, hasEscapes: Bool)?
    while let key = try scanner.key(&isFirst) {
      switch key {
      case "size": size = try scanner.wholeNumbers()
      case "counts" where scanner.next() == UInt8(ascii: "["): counts = try scanner.wholeNumbers()
      case "counts": text = try scanner.quoted()
      default: try scanner.pass()
      }
    }
    guard let size, size.count == 2 else { return .other("run lengths without a size") }
    if let text {
      return .text(text.range, hasEscapes: text.hasEscapes, height: size[0], width: size[1])
    }
    guard let counts else { return .other("run lengths that are neither a text nor whole numbers") }
    return .counts(counts, height: size[0], width: size[1])
  }
}

extension JSONScanner {
  /// A list of whole numbers; `nil` where another value stands.
  mutating func wholeNumbers() throws(JSONProblem) -> [Int]? {
    guard take(UInt8(ascii: "[")) else {
      try pass()
      return nil
    }
    var (numbers, isFirst, isRight): ([Int], Bool, Bool) = ([], true, true)
    while try element(&isFirst) {
      if let number = try number()?.whole { numbers.append(number) } else { isRight = false }
    }
    return isRight ? numbers : nil
  }

  /// A box of four numbers; `nil` where another value stands.
  mutating func box() throws(JSONProblem) -> Box? {
    guard take(UInt8(ascii: "[")) else {
      try pass()
      return nil
    }
    var box = Box(x: 0, y: 0, width: 0, height: 0)
    var (count, isFirst, isRight) = (0, true, true)
    while try element(&isFirst) {
      guard let number = try number()?.value else {
        isRight = false
        continue
      }
      switch count {
      case 0: box.x = number
      case 1: box.y = number
      case 2: box.width = number
      default: box.height = number
      }
      count += 1
    }
    return isRight && count == 4 ? box : nil
  }
}
