import Coco
import Testing
@testable import TorchData

/// What is drawn onto pictures, and the files that they are written to.
@Suite struct PictureTests {
  private static let size = PixelSize(width: 40, height: 30)

  private func gray() -> Picture {
    Picture(Self.size, pixels: [UInt8](repeating: 100, count: Self.size.area * 3))
  }

  private func pixel(_ picture: Picture, _ x: Int, _ y: Int) -> [UInt8] {
    let place = 3 * (y * picture.size.width + x)
    return Array(picture.pixels[place..<place + 3])
  }

  @Test func aFileShowsWhatWasDrawn() throws {
    let folder = try TemporaryFolder()
    var picture = gray()
    picture.draw(Box(x: 3, y: 4, width: 20, height: 12), in: (200, 10, 30))
    picture.draw("COAT 97%", x: 5, y: 25, on: (0, 0, 200))
    try folder.write(picture.png, to: "p.png")
    let read = try Picture(file: folder.path + "/p.png")
    #expect(read.size == picture.size && read.pixels == picture.pixels)
  }

  /// Of 5 by 3 pixels, the last column and row of squares are cut off.
  @Test func aPictureIsEnlargedAndReduced() {
    let size = PixelSize(width: 5, height: 3)
    let picture = Picture(size, pixels: (0..<45).map { UInt8(5 * $0) })
    let large = picture.enlarged(by: 3)
    #expect(large.size == PixelSize(width: 15, height: 9))
    for (x, y) in [(0, 0), (2, 2), (3, 2), (14, 8), (7, 5)] {
      #expect(pixel(large, x, y) == pixel(picture, x / 3, y / 3), "\(x) \(y)")
    }
    #expect(large.reduced(by: 3).pixels == picture.pixels)
    let small = picture.reduced(by: 2)
    #expect(small.size == PixelSize(width: 3, height: 2))
    // Red values: (0 + 15 + 75 + 90) / 4, the column alone (60 + 135) / 2, the row alone (150 + 165) / 2.
    #expect(
      [pixel(small, 0, 0)[0], pixel(small, 2, 0)[0], pixel(small, 0, 1)[0]] == [45, 98, 158])
    #expect(pixel(small, 2, 1) == [210, 215, 220])
  }

  @Test func aBoxHasAnEdgeOfTwoPixels() {
    var picture = gray()
    picture.draw(Box(x: 3, y: 4, width: 20, height: 12), in: (200, 10, 30))
    let red: [UInt8] = [200, 10, 30]
    for (x, y) in [(3, 4), (22, 15), (4, 8), (21, 8), (10, 5), (10, 14)] {
      #expect(pixel(picture, x, y) == red, "\(x) \(y)")
    }
    for (x, y) in [(2, 4), (23, 15), (5, 6), (20, 13), (10, 16)] {
      #expect(pixel(picture, x, y) == [100, 100, 100], "\(x) \(y)")
    }
    // What lies outside is left out.
    picture.draw(Box(x: -50, y: -50, width: 1e9, height: 1e9), in: (1, 2, 3))
    picture.draw(Box(x: 90, y: 90, width: 5, height: 5), in: (1, 2, 3))
    #expect(pixel(picture, 3, 4) == red)
  }

  @Test func aMaskLiesHalfOverThePicture() throws {
    var picture = gray()
    let mask = try RunLengths(
      height: 30, width: 40, box: Box(x: 5, y: 6, width: 3, height: 2))
    picture.draw(mask, in: (200, 0, 101))
    let colored = (0..<30).flatMap { y in (0..<40).map { ($0, y) } }
      .filter { pixel(picture, $0.0, $0.1) == [150, 50, 100] }
    #expect(colored.map { [$0.0, $0.1] } == [6, 7].flatMap { y in [5, 6, 7].map { [$0, y] } })
  }

  @Test func whatCaptionsSayHasLetters() {
    let box = PictureFont.letters("Ω")[0]
    let text = "crowd: t-shirt, top (1/2) 97% #3_a+b & bo's hat."
    #expect(PictureFont.letters(text).allSatisfy { $0 != box && $0.count == 5 })
    // Different marks look different.
    let marks = Set(text.uppercased())
    #expect(Set(marks.map { PictureFont.letters(String($0))[0] }).count == marks.count)
  }

  /// The letter T: a bar of five pixels, and a stem below its middle.
  @Test func lettersAreWhiteOnAColor() {
    var picture = gray()
    picture.draw("t", x: 10, y: 20, on: (0, 0, 200))
    let rows = (11..<20).map { y in
      (10..<17).map { pixel(picture, $0, y) == [255, 255, 255] ? "#" : "." }.joined()
    }
    #expect(
      rows == [
        ".......", ".#####.", "...#...", "...#...", "...#...", "...#...", "...#...", "...#...",
        ".......",
      ])
    #expect(pixel(picture, 10, 11) == [0, 0, 200] && pixel(picture, 17, 11) == [100, 100, 100])
  }
}
