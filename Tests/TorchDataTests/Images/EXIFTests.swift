import Testing

@testable import TorchData

/// The orientation in the places and types in which programs store it.
@Suite struct EXIFTests {
  /// Notes with the orientation 6 as a number of this type, in this order of bytes.
  private func notes(type: UInt8, isLittle: Bool) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
      return isLittle ? bytes : bytes.reversed()
    }
    let size = [1: 1, 3: 2, 4: 4][Int(type)] ?? 4
    var bytes = Array((isLittle ? "II" : "MM").utf8)
    for (value, count) in [(42, 2), (8, 4), (1, 2), (0x0112, 2), (Int(type), 2), (1, 4), (6, size)]
    {
      bytes += number(value, count)
    }
    return bytes + [UInt8](repeating: 0, count: 4 - size + 4)
  }

  private let head = Array("Exif\0\0".utf8)

  private func jpeg(_ notes: [UInt8]) -> [UInt8] {
    let content = head + notes
    var file: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE1, 0, UInt8(content.count + 2)]
    file += content
    return file + [0xFF, 0xDA, 0, 2]
  }

  private func png(_ chunks: [(String, [UInt8])]) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    for (kind, content) in chunks {
      file += [0, 0, UInt8(content.count >> 8), UInt8(content.count & 255)]
      file += Array(kind.utf8)
      file += content + [0, 0, 0, 0]
    }
    return file
  }

  /// A profile as ImageMagick writes it.
  private func profile(_ notes: [UInt8]) -> [UInt8] {
    let digits = (head + notes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let lines = stride(from: 0, to: digits.count, by: 72).map { digits.dropFirst($0).prefix(72) }
    return Array("\nexif\n      \(digits.count / 2)\n\(lines.joined(separator: "\n"))\n".utf8)
  }

  /// zlib's format, without compression.
  private func stored(_ bytes: [UInt8]) -> [UInt8] {
    var (a, b) = (1, 0)
    for byte in bytes { (a, b) = ((a + Int(byte)) % 65521, (b + a + Int(byte)) % 65521) }
    let count = bytes.count
    var zlib: [UInt8] = [0x78, 1, 1]
    for number in [count, ~count] {
      zlib += [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
    }
    zlib += bytes
    return zlib + [UInt8(b >> 8), UInt8(b & 255), UInt8(a >> 8), UInt8(a & 255)]
  }

  private func isTurned(_ file: [UInt8]) -> Bool {
    file.withUnsafeBytes { EXIF.orientation($0) } == Orientation(number: 6)
  }

  @Test(arguments: [1, 3, 4] as [UInt8], [true, false])
  func anyTypeOfWholeNumberCounts(_ type: UInt8, _ isLittle: Bool) {
    let notes = notes(type: type, isLittle: isLittle)
    #expect(isTurned(jpeg(notes)) && isTurned(png([("eXIf", notes)])))
    #expect(isTurned(png([("eXIf", head + notes)])))
  }

  @Test func otherTypesAreUpright() { #expect(!isTurned(jpeg(notes(type: 2, isLittle: true)))) }

  @Test(arguments: ["Raw profile type exif\0", "Raw profile type APP1\0"])
  func aRawProfileCounts(_ keyword: String) {
    let profile = profile(notes(type: 3, isLittle: false))
    let key = Array(keyword.utf8)
    #expect(isTurned(png([("tEXt", key + profile)])))
    #expect(isTurned(png([("zTXt", key + [0] + stored(profile))])))
    #expect(isTurned(png([("iTXt", key + [0, 0, 0, 0] + profile)])))
    #expect(isTurned(png([("iTXt", key + [1, 0, 0, 0] + stored(profile))])))
    #expect(!isTurned(png([("tEXt", Array("Comment\0".utf8) + profile)])))
    for count in 0..<key.count + 40 {
      #expect(!isTurned(png([("zTXt", Array((key + [0] + stored(profile)).prefix(count)))])))
    }
    // A chunk of notes comes first.
    var upright = notes(type: 3, isLittle: false)
    upright[19] = 1
    #expect(!isTurned(png([("tEXt", key + profile), ("eXIf", upright)])))
  }
}
