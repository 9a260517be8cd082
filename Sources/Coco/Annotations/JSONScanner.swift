/// Reads JSON from its first byte to its last, and keeps nothing of it.
///
/// What is asked for is returned, `nil` where another kind of value stands, which is then passed over.
/// Hundreds of thousands of detections are read so in a second.
///
/// Source: RFC 8259, https://www.rfc-editor.org/rfc/rfc8259. As Python's reader does, it takes `NaN`,
/// `Infinity` and `-Infinity` for numbers: what stands around them can then be named.
struct JSONScanner {
  /// How deep arrays and objects may lie in each other.
  private static let mostDepth = 256

  private let bytes: UnsafeRawBufferPointer
  /// The byte that is read next.
  private(set) var place: Int
  private let end: Int

  /// A scanner of some of the bytes, which must outlive it.
  init(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>? = nil) {
    self.bytes = bytes
    (place, end) = (range?.lowerBound ?? 0, range?.upperBound ?? bytes.count)
  }

  /// The next byte that is no space; `nil` at the end.
  mutating func next() -> UInt8? {
    while place < end {
      let byte = bytes[place]
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: place += 1
      default: return byte
      }
    }
    return nil
  }

  /// Goes on behind `byte` where that is next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next() == byte else { return false }
    place += 1
    return true
  }

  /// The bytes of a range that was returned before.
  func written(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[range])
  }

  func problem(_ expected: String) -> JSONProblem {
    JSONProblem(place: place, reason: place < end ? "expected \(expected)" : "it ends too soon")
  }

  /// The key of the next entry of an object, or `nil` at its end; `isFirst` says that it has just begun.
  mutating func key(_ isFirst: inout Bool) throws(JSONProblem) -> String? {
    if take(UInt8(ascii: "}")) { return nil }
    if !isFirst, !take(UInt8(ascii: ",")) { throw problem("a comma or a closing brace") }
    isFirst = false
    guard next() == UInt8(ascii: "\""), let key = try string() else { throw problem("a key") }
    guard take(UInt8(ascii: ":")) else { throw problem("a colon") }
    return key
  }

  /// Whether an array has another element; `isFirst` says that it has just begun.
  mutating func element(_ isFirst: inout Bool) throws(JSONProblem) -> Bool {
    if take(UInt8(ascii: "]")) { return false }
    if !isFirst, !take(UInt8(ascii: ",")) { throw problem("a comma or a closing bracket") }
    isFirst = false
    return true
  }

  /// The bytes between the quotes of a string; `nil` where there is none.
  mutating func quoted() throws(JSONProblem) -> (range: Range<Int>, hasEscapes: Bool)? {
    guard next() == UInt8(ascii: "\"") else {
      try pass()
      return nil
    }
    let start = place + 1
    var (at, hasEscapes) = (start, false)
    while at < end {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        place = at + 1
        return (start..<at, hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        at += 2
      case ..<0x20:
        place = at
        throw problem("no control character in a string")
      default: at += 1
      }
    }
    place = end
    throw problem("a quote")
  }

  /// What a string says; `nil` where there is none.
  mutating func string() throws(JSONProblem) -> String? {
    guard let (range, hasEscapes) = try quoted() else { return nil }
    let written = written(range)
    if !hasEscapes { return String(decoding: written, as: UTF8.self) }
    guard let text = JSONEscapes.text(of: written) else {
      throw JSONProblem(place: range.lowerBound, reason: "a string with a wrong escape")
    }
    return text
  }

  /// A number; `nil` where there is none.
  mutating func number() throws(JSONProblem) -> JSONNumber? {
    guard let first = next() else { throw problem("a value") }
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "N"),
      UInt8(ascii: "I"):
      guard let (number, length) = JSONNumber.read(bytes[place..<end]) else {
        throw problem("a number")
      }
      place += length
      return number
    default:
      try pass()
      return nil
    }
  }

  /// Passes over a value; returns the bytes that it has.
  @discardableResult
  mutating func pass(depth: Int = 0) throws(JSONProblem) -> Range<Int> {
    guard let first = next() else { throw problem("a value") }
    guard depth < Self.mostDepth else { throw problem("less nesting") }
    let start = place
    var isFirst = true
    switch first {
    case UInt8(ascii: "{"):
      place += 1
      while try key(&isFirst) != nil { try pass(depth: depth + 1) }
    case UInt8(ascii: "["):
      place += 1
      while try element(&isFirst) { try pass(depth: depth + 1) }
    case UInt8(ascii: "\""): _ = try quoted()
    case UInt8(ascii: "t"): try pass(word: "true")
    case UInt8(ascii: "f"): try pass(word: "false")
    case UInt8(ascii: "n"): try pass(word: "null")
    default:
      guard let (_, length) = JSONNumber.read(bytes[place..<end]) else {
        throw problem("a value")
      }
      place += length
    }
    return start..<place
  }

  /// Whether the next value is true, or a number other than 0; `nil` of other kinds.
  mutating func truth() throws(JSONProblem) -> Bool? {
    let first = next()
    guard first == UInt8(ascii: "t") || first == UInt8(ascii: "f") else {
      return try number().map { $0.value != 0 }
    }
    try pass()
    return first == UInt8(ascii: "t")
  }

  private mutating func pass(word: StaticString) throws(JSONProblem) {
    let length = word.utf8CodeUnitCount
    let matches = word.withUTF8Buffer { text in
      length <= end - place && bytes[place..<place + length].elementsEqual(text)
    }
    guard matches else { throw problem("a value") }
    place += length
  }

  /// Whether nothing but space is left.
  mutating func isAtEnd() -> Bool { next() == nil }
}

/// Where and why bytes are no JSON.
struct JSONProblem: Error, Hashable {
  /// The byte, from 0 on.
  var place: Int
  var reason: String
}
