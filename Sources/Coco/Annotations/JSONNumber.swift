import Glibc

/// A number of a JSON file.
enum JSONNumber: Hashable {
  case whole(Int)
  case other(Double)

  /// The nearest number of float64.
  var value: Double {
    switch self {
    case .whole(let number): Double(number)
    case .other(let number): number
    }
  }

  /// The whole number that it is; `nil` of others.
  var whole: Int? {
    switch self {
    case .whole(let number): number
    case .other(let number): Int(exactly: number)
    }
  }

  private static let powers: [Double] = (0...22).map { power in
    (0..<power).reduce(1.0) { product, _ in product * 10 }
  }
  private static let words: [(text: [UInt8], value: Double)] = [
    (Array("NaN".utf8), .nan), (Array("Infinity".utf8), .infinity),
    (Array("-Infinity".utf8), -.infinity),
  ]

  /// The number that some bytes begin with, and how many it has of them; `nil` where there is none.
  ///
  /// Rounded to the nearest: a number of at most 53 bits and a power of ten up to 22 are exact, so that one
  /// multiplication or division rounds once (W. Clinger, How to Read Floating Point Numbers Accurately,
  /// PLDI 1990); others are left to the system.
  static func read(_ bytes: Slice<UnsafeRawBufferPointer>) -> (JSONNumber, length: Int)? {
    let base = bytes.base
    let (start, end) = (bytes.startIndex, bytes.endIndex)
    var place = start
    func digit() -> UInt64? {
      guard place < end else { return nil }
      let value = base[place] &- UInt8(ascii: "0")
      return value < 10 ? UInt64(value) : nil
    }
    func isNext(_ byte: UInt8) -> Bool { place < end && base[place] == byte }

    let isNegative = isNext(UInt8(ascii: "-"))
    if isNegative { place += 1 }
    guard let first = digit() else { return word(bytes) }
    var mantissa: UInt64 = 0
    var (digits, isExact) = (0, true)
    func add(_ digit: UInt64) {
      if mantissa < 1_000_000_000_000_000_000 {
        mantissa = mantissa * 10 + digit
      } else {
        isExact = false
      }
    }
    while let next = digit() {
      add(next)
      digits += 1
      place += 1
    }
    // As in JSON, no number begins with a 0 that says nothing.
    if first == 0 && digits > 1 { return nil }
    if isExact, !isNext(UInt8(ascii: ".")), !isNext(UInt8(ascii: "e")), !isNext(UInt8(ascii: "E")),
      let number = Int(exactly: mantissa)
    {
      if isNegative && number == 0 { return (.other(-0.0), place - start) }
      return (.whole(isNegative ? -number : number), place - start)
    }
    var exponent = 0
    if isNext(UInt8(ascii: ".")) {
      place += 1
      guard digit() != nil else { return nil }
      while let next = digit() {
        add(next)
        exponent -= 1
        place += 1
      }
    }
    if isNext(UInt8(ascii: "e")) || isNext(UInt8(ascii: "E")) {
      place += 1
      let isDown = isNext(UInt8(ascii: "-"))
      if isDown || isNext(UInt8(ascii: "+")) { place += 1 }
      guard digit() != nil else { return nil }
      var given = 0
      while let next = digit() {
        given = min(given * 10 + Int(next), 100_000)
        place += 1
      }
      exponent += isDown ? -given : given
    }
    if isExact, mantissa <= 1 << 53, abs(exponent) <= 22 {
      let number = Double(mantissa)
      let power = powers[abs(exponent)]
      let value = exponent < 0 ? number / power : number * power
      return (.other(isNegative ? -value : value), place - start)
    }
    return (.other(ofSystem(base[start..<place])), place - start)
  }

  private static func word(_ bytes: Slice<UnsafeRawBufferPointer>) -> (JSONNumber, length: Int)? {
    words.first { bytes.starts(with: $0.text) }.map { (.other($0.value), $0.text.count) }
  }

  private static func ofSystem(_ bytes: Slice<UnsafeRawBufferPointer>) -> Double {
    let text = bytes.map { CChar(bitPattern: $0) } + [0]
    return strtod(text, nil)
  }
}
