import Foundation
import TestSupport
import Testing

@testable import TorchData

/// Files that are damaged, too large, or no images: an error that names the file, whatever the bytes.
@Suite struct DamagedImageTests {
  private func error(_ file: [UInt8], _ region: PixelRegion? = nil) -> DataError? {
    do throws(DataError) {
      _ = try decode(file, region, path: "photo")
      return nil
    } catch { return error }
  }

  private func damage(_ file: [UInt8], _ region: PixelRegion? = nil) -> String? {
    guard case .corruptImage("photo", let reason)? = error(file, region) else { return nil }
    return reason
  }

  @Test func refusesTruncatedFiles() throws {
    let fixture = try ImageFixture()
    let corner = PixelRegion(x: 0, y: 0, width: 1, height: 1)
    for name in fixture.names("pixels") {
      let file = try fixture.file(name)
      for part in Mutations.truncations(of: file)
        + [file.dropLast(1), file.dropLast(2)].map(Array.init)
      {
        #expect(error(part) != nil, "\(name), the first \(part.count) of \(file.count) bytes")
        // Also where nothing of the missing part is wanted.
        #expect(
          error(part, corner) != nil, "\(name), the first \(part.count) of \(file.count) bytes")
      }
    }
  }

  /// A file whose kind of coding and whose size are changed, up to its data or with them.
  private func arithmetic(side: Int?, hasData: Bool) throws -> [UInt8] {
    var file = try ImageFixture().file("gray")
    let frame = try #require(file.firstRange(of: [0xFF, 0xC0]))
    file[frame.lowerBound + 1] = 0xC9
    for place in [3, 5] {
      guard let side else { break }
      file[frame.upperBound + place] = UInt8(side >> 8)
      file[frame.upperBound + place + 1] = UInt8(side & 255)
    }
    let scan = try #require(file.firstRange(of: [0xFF, 0xDA]))
    let start = scan.upperBound + Int(file[scan.upperBound + 1])
    return hasData ? file : Array(file[..<start]) + [0xFF, 0xD9]
  }

  /// libjpeg takes zeros for what arithmetic coding lacks.
  @Test func arithmeticCodingIsChecked() throws {
    #expect(error(try arithmetic(side: nil, hasData: true)) == nil)
    #expect(damage(try arithmetic(side: nil, hasData: false)) == "a scan of it has no data")
    let giant = damage(try arithmetic(side: 65_000, hasData: true))
    #expect(giant?.hasPrefix("its header promises") == true, "\(giant ?? "")")
  }

  @Test func survivesDamage() throws {
    let fixture = try ImageFixture()
    let decoder = ImageDecoder()
    var (intact, refused) = (0, 0)
    for (index, name) in fixture.names("pixels").enumerated() {
      let file = try fixture.file(name)
      for damaged in Mutations(of: file, seed: UInt64(index + 1)).prefix(100) {
        do throws(DataError) {
          _ = try decode(damaged, with: decoder)
          intact += 1
        } catch {
          #expect(error.isAboutOneImage)
          refused += 1
        }
      }
      // What a damaged file leaves behind does not reach the next one.
      let next = try decode(file, with: decoder)
      #expect(next == Pixels(try fixture.tensor("pixels/" + name)))
    }
    #expect(intact > 100 && refused > 1_000)
  }

  @Test(.enabled(if: ExtendedFuzzing.isEnabled)) func extended() throws {
    let fixture = try ImageFixture()
    let files = try (fixture.names("pixels") + fixture.names("upright")).map(fixture.file)
    let pipeline = ImagePipeline(
      normalization: plainNormalization, crop: .randomResized(), appliesOrientation: true)
    let workshop = ImageWorkshop()
    try ExtendedFuzzing.run("images", on: files) { path in
      do throws(DataError) {
        let target = PixelSize(width: 16, height: 16)
        let key = ImageKey(seed: 1, epoch: 0, index: 0)
        try workshop.prepare(.file(path), pipeline, key, target: target) { _, _ in }
      } catch {
        guard error.isAboutOneImage else { throw error }
      }
    }
  }

  @Test func refusesGuessedPixelsOnly() throws {
    let fixture = try ImageFixture()
    let file = try fixture.file("baseline-420")
    let whole = Pixels(try fixture.tensor("pixels/baseline-420"))
    // Three bytes too many before the end: all pixels were there.
    #expect(try decode(file.dropLast(2) + [0, 0, 0] + file.suffix(2)) == whole)
    #expect(try decode(file + [1, 2, 3]) == whole)
    // The data of the lower half is not there, although the end is.
    #expect(damage(file.dropLast(300) + file.suffix(2))?.contains("premature end") == true)
    // A restart that comes out of order.
    var restarts = try fixture.file("restarts")
    let place = try #require(
      restarts.indices.dropLast().first { restarts[$0] == 0xFF && restarts[$0 + 1] == 0xD1 })
    restarts[place + 1] = 0xD5
    #expect(damage(restarts) != nil)
  }

  @Test func refusesWrongChecksums() throws {
    var file = try ImageFixture().file("png-rgb8")
    let data = try #require(
      file.indices.first { file[$0...].starts(with: Array("IDAT".utf8)) })
    file[data + 40] ^= 4
    #expect(damage(file) != nil)
  }

  /// The file with other dimensions in its header.
  private func claiming(_ width: Int, _ height: Int, _ file: [UInt8]) throws -> [UInt8] {
    let bigEndian = { (value: Int) in [UInt8(value >> 8), UInt8(value & 0xFF)] }
    // SOF0, its length and the precision come before the height.
    let header: [UInt8] = [0xFF, 0xC0, 0, 17, 8]
    let place = try #require(file.indices.first { file[$0...].starts(with: header) }) + 5
    var file = file
    file.replaceSubrange(place..<place + 4, with: bigEndian(height) + bigEndian(width))
    return file
  }

  @Test func takesNoMemoryForAPromise() throws {
    let fixture = try ImageFixture()
    let file = try fixture.file("baseline-444")
    let reason = damage(try claiming(65_500, 65_500, file))
    #expect(reason?.hasPrefix("its header promises 65500 × 65500 pixels") == true)
    // Enough bytes for so many pixels, but too many pixels for anyone.
    let large = try claiming(20_000, 10_000, file) + [UInt8](repeating: 0, count: 400_000)
    #expect(
      error(large)
        == .imageTooLarge(file: "photo", width: 20_000, height: 10_000, limit: 178_956_970))
    // A PNG file: width and height are the first two numbers of its first chunk.
    var png = try fixture.file("png-rgb8")
    png.replaceSubrange(16..<24, with: [0, 1, 0, 0, 0, 1, 0, 0])
    #expect(damage(png) != nil)
  }

  @Test func refusesVeryManyScans() {
    #expect(throws: Never.self) { try decode(Self.gray(scans: 3)) }
    #expect(damage(Self.gray(scans: 300)) == "it has more than 200 scans")
  }

  /// An image of 8 × 8 in three components, whose first one comes again and again.
  ///
  /// Each code table has one code of one bit: no difference for the first coefficient, the end of the
  /// block for the others.
  private static func gray(scans: Int) -> [UInt8] {
    let quantization = [0xFF, 0xDB, 0, 67, 0] + [UInt8](repeating: 1, count: 64)
    let frame: [UInt8] = [
      0xFF, 0xC0, 0, 17, 8, 0, 8, 0, 8, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0,
    ]
    let tables = [0, 0x10].flatMap { (kind: UInt8) in
      [0xFF, 0xC4, 0, 20, kind, 1] + [UInt8](repeating: 0, count: 15) + [0]
    }
    let scan = { (component: UInt8) in
      [0xFF, 0xDA, 0, 8, 1, component, 0, 0, 63, 0, 0x3F] as [UInt8]
    }
    let repeated = (0..<scans).flatMap { _ in scan(1) }
    return [0xFF, 0xD8] + quantization + frame + tables + repeated + scan(2) + scan(3) + [
      0xFF, 0xD9,
    ]
  }

  @Test func saysWhatItFound() {
    let found: [(String, [UInt8])] = [
      ("an empty file", []), ("a GIF image", Array("GIF89a..".utf8)),
      ("a WebP image", Array("RIFF1234WEBPVP8 ".utf8)), ("a BMP image", Array("BM123".utf8)),
      ("a TIFF image", Array("II*\0".utf8)), ("text", Array("not an image\n".utf8)),
      ("a web page or other markup", Array("<!DOCTYPE html>".utf8)),
      ("a file that begins with the bytes 00 01 ff 0a", [0, 1, 255, 10, 0]),
    ]
    for (words, file) in found { #expect(error(file) == .notAnImage(file: "photo", found: words)) }
  }

  @Test func refusesWhatIsNotAFile() throws {
    let folder = try TorchDataTests.TemporaryFolder()
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let buffer = FileBuffer()
    for (path, reason) in [
      (folder.path, "it is not a regular file"), (pipe, "it is not a regular file"),
      (folder.path + "/none", "No such file or directory"),
    ] {
      let error = #expect(throws: DataError.self) { try buffer.read(path) }
      #expect(error == .unreadable(file: path, reason: reason))
    }
  }

  @Test func readsOneFileAfterTheOther() throws {
    let folder = try TorchDataTests.TemporaryFolder()
    let buffer = FileBuffer()
    for count in [300_000, 5, 0, 70] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
      let path = try folder.write(bytes, to: "file")
      #expect(try buffer.read(path).elementsEqual(bytes))
    }
  }
}
